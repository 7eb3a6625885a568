package io.sluice.connect.mysql;

import io.debezium.config.CommonConnectorConfig.BinaryHandlingMode;
import io.debezium.config.CommonConnectorConfig.EventConvertingFailureHandlingMode;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.jdbc.TemporalPrecisionMode;
import io.debezium.relational.Column;
import io.debezium.relational.ValueConverter;
import io.debezium.service.spi.ServiceRegistry;
import io.sluice.core.charset.SourceCharsets;
import io.sluice.core.charset.StoredCharset;
import io.sluice.core.type.MySqlType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Year;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;

/** Debezium's conversions, with ours for text and for JSON of the binary log. */
final class ExactValueConverters extends MySqlValueConverters {

    private static final String UTF8 = "utf8mb4";

    private final SourceCharsets charsets;

    private ExactValueConverters(
            DecimalMode decimals,
            TemporalPrecisionMode temporals,
            BigIntUnsignedMode unsigned,
            BinaryHandlingMode binaries,
            EventConvertingFailureHandlingMode onFailure,
            ServiceRegistry services,
            SourceCharsets charsets) {
        // Years of two digits are adjusted by MySQL already.
        super(decimals, temporals, unsigned, binaries, (Temporal temporal) -> temporal, onFailure, services);
        this.charsets = charsets;
    }

    static MySqlValueConverters of(MySqlConnectorConfig config, SourceCharsets charsets) {
        return new ExactValueConverters(
                config.getDecimalMode(),
                config.getTemporalPrecisionMode(),
                config.getBigIntUnsignedHandlingMode().asBigIntUnsignedMode(),
                config.binaryHandlingMode(),
                config.getEventConvertingFailureHandlingMode(),
                config.getServiceRegistry(),
                charsets);
    }

    @Override
    public ValueConverter converter(Column column, Field field) {
        String type = column.typeName();
        if (type.regionMatches(true, 0, "ENUM", 0, 4)) {
            List<String> labels = labels(column);
            return value -> convertEnumToString(labels, column, field, value);
        }
        if (type.regionMatches(true, 0, "SET", 0, 3)) {
            List<String> members = labels(column);
            return value -> convertSetToString(members, column, field, value);
        }
        if (isText(column)) {
            StoredCharset charset =
                    charsets.named(Optional.ofNullable(column.charsetName()).orElse(UTF8));
            return value -> convertString(
                    column,
                    field,
                    StandardCharsets.UTF_8,
                    value instanceof byte[] bytes ? charset.decode(bytes) : value);
        }
        return super.converter(column, field);
    }

    /** Debezium has them as they have to be written in a list: a backslash before commas and backslashes. */
    private List<String> labels(Column column) {
        return MySqlType.membersOfDebezium(extractEnumAndSetOptionsAsString(column));
    }

    /** MySQL has completed years of two digits itself; completed again, 0 would become 2000. */
    @Override
    protected Object convertYearToInt(Column column, Field field, Object data) {
        if (data instanceof Year year) {
            return year.getValue();
        }
        return data instanceof Integer ? data : super.convertYearToInt(column, field, data);
    }

    /** Debezium turns the bytes of a snapshot around where they are: a column of a key, which it converts twice, would keep them. */
    @Override
    protected Object convertBits(Column column, Field field, Object data, int bytesMax) {
        return super.convertBits(column, field, data instanceof byte[] bytes ? bytes.clone() : data, bytesMax);
    }

    /** Debezium would put a NULL wherever the column takes one. */
    @Override
    protected Object handleUnknownData(Column column, Field field, Object data) {
        throw new IllegalArgumentException("a value of " + data.getClass().getName() + " is not one of column "
                + column.name() + " of type " + column.typeName());
    }

    @Override
    protected Object convertJson(Column column, Field field, Object data) {
        if (!(data instanceof byte[] bytes) || bytes.length == 0) {
            return super.convertJson(column, field, data);
        }
        try {
            return BinaryJson.text(bytes);
        } catch (IOException e) {
            // Debezium's own reading fails likewise, and then does what the configuration asks for.
            return super.convertJson(column, field, data);
        }
    }

    private static boolean isText(Column column) {
        return switch (column.jdbcType()) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB, Types.NCHAR, Types.NVARCHAR ->
                !column.typeName().regionMatches(true, 0, "JSON", 0, 4);
            default -> false;
        };
    }
}
