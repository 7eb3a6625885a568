package io.sluice.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.data.Envelope;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DebeziumTypesTest {

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroConverter converter = new AvroConverter(url -> registry);

    static List<DebeziumTypes.Column> columns() {
        return DebeziumTypes.columns();
    }

    private SchemaAndValue roundTrip(Schema schema, Object value) {
        converter.configure(Map.of(AvroConverter.REGISTRY_URL, "http://127.0.0.1:1/x"), false);
        return converter.toConnectData("t", converter.fromConnectData("t", schema, value));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void carriesEachType(DebeziumTypes.Column column) {
        SchemaAndValue back = roundTrip(column.schema(), column.value());
        assertThat(back.schema()).isEqualTo(column.schema());
        assertThat(back.value()).isEqualTo(column.value());
    }

    @Test
    void carriesAnEnvelopeOfAllTypes() {
        Struct insert = DebeziumTypes.insert();
        SchemaAndValue back = roundTrip(insert.schema(), insert);
        assertThat(back.schema()).isEqualTo(insert.schema());
        // Struct's equality is by value except for arrays of bytes, which it compares as well.
        assertThat(back.value()).isEqualTo(insert);
    }

    /** A type that a new version of Debezium brings fails here until it has a column. */
    @Test
    void leavesNoTypeOfDebeziumsOut() throws Exception {
        Set<String> covered =
                columns().stream().map(column -> column.schema().name()).collect(Collectors.toSet());
        assertThat(logicalNames()).hasSizeGreaterThan(25).isSubsetOf(covered);
    }

    private static Set<String> logicalNames() throws IOException, URISyntaxException {
        Path jar = Path.of(Envelope.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches("io/debezium/(time|data)/.*\\.class"))
                    .map(name -> name.replace('/', '.').replaceFirst("\\.class$", ""))
                    .flatMap(name -> logicalName(name).stream())
                    .collect(Collectors.toSet());
        }
    }

    private static Optional<String> logicalName(String className) {
        try {
            return Stream.of(Class.forName(className).getDeclaredFields())
                    .filter(field -> field.getName().matches("LOGICAL_NAME|SCHEMA_NAME"))
                    .findFirst()
                    .map(DebeziumTypesTest::text);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
