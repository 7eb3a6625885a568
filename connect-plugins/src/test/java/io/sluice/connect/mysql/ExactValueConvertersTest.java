package io.sluice.connect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.config.Configuration;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.charset.MySqlCharsetRegistryServiceProvider;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.relational.Column;
import io.debezium.relational.ValueConverter;
import io.sluice.core.charset.SourceCharsets;
import java.sql.Types;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.junit.jupiter.api.Test;

class ExactValueConvertersTest {

    private static final Column BITS = Column.editor()
            .name("k")
            .type("BIT")
            .jdbcType(Types.BIT)
            .length(16)
            .optional(true)
            .create();
    private static final Column NUMBER = Column.editor()
            .name("n")
            .type("INT")
            .jdbcType(Types.INTEGER)
            .optional(true)
            .create();

    private final MySqlValueConverters converters = converters();

    private static MySqlValueConverters converters() {
        MySqlConnectorConfig config = new MySqlConnectorConfig(
                Configuration.create().with("topic.prefix", "shop.mysql").build());
        config.getServiceRegistry().registerServiceProvider(new MySqlCharsetRegistryServiceProvider());
        return ExactValueConverters.of(config, new SourceCharsets(sql -> List.of()));
    }

    private ValueConverter converter(Column column) {
        return converters.converter(
                column,
                new Field(
                        column.name(),
                        0,
                        converters.schemaBuilder(column).optional().build()));
    }

    @Test
    void aValueOfAKeyIsConvertedTwice() {
        byte[] bigEndian = {1, 2};
        Object key = converter(BITS).convert(bigEndian);
        Object value = converter(BITS).convert(bigEndian);
        byte[] littleEndian = {2, 1};
        assertThat(key).isEqualTo(littleEndian);
        assertThat(value).isEqualTo(littleEndian);
    }

    @Test
    void aValueOfAnotherKindIsNotNull() {
        assertThat(converter(NUMBER).convert(null)).isNull();
        assertThatThrownBy(() -> converter(NUMBER).convert(List.of()))
                .hasMessageContaining("is not one of column n of type INT");
    }
}
