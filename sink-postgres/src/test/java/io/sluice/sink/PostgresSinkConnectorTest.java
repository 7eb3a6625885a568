package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSinkConnectorTest {

    @Test
    void isFoundByItsManifestAndKnowsItsVersion() {
        assertThat(ServiceLoader.load(SinkConnector.class)).singleElement().satisfies(connector -> {
            assertThat(connector).isInstanceOf(PostgresSinkConnector.class);
            assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "connection.url, jdbc:mysql://h/d",
        "batch.rows, 0",
        "batch.bytes, 1",
        "schema.evolution, some",
        "retry.timeout.ms, -1",
        "table.name.format, x."
    })
    void namesTheKeyThatIsWrong(String key, String wrong) {
        Map<String, String> right = Map.of("name", "n", "connection.url", "jdbc:postgresql://h/d");
        assertThat(wrongKeys(right)).isEmpty();
        var settings = new HashMap<>(right);
        settings.put(key, wrong);
        assertThat(wrongKeys(settings)).containsExactly(key);
    }

    private static Stream<String> wrongKeys(Map<String, String> settings) {
        Config config = new PostgresSinkConnector().validate(settings);
        return config.configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .map(ConfigValue::name);
    }
}
