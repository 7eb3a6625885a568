package io.sluice.sink.change;

import static io.sluice.sink.change.ColumnTypes.type;

import io.sluice.sink.text.BitsEncoder;
import io.sluice.sink.text.ScalarEncoder;
import io.sluice.sink.text.VariableScaleDecimalEncoder;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** The types that Connect and Debezium tell by a schema's name. */
final class LogicalTypes {

    private LogicalTypes() {}

    /** Null if the name is unknown. The schema's plain type counts then. */
    static ColumnType of(Schema schema, Map<String, String> parameters) {
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME -> decimal(parameters);
            case Date.LOGICAL_NAME -> type("date", ScalarEncoder.DATE);
            case Time.LOGICAL_NAME -> type("time(3)", ScalarEncoder.TIME);
            case Timestamp.LOGICAL_NAME -> type("timestamp(3)", ScalarEncoder.TIMESTAMP);
            case "io.debezium.time.Date" -> type("date", ScalarEncoder.DATE_DAYS);
            case "io.debezium.time.Time" -> type("time(3)", ScalarEncoder.TIME_MILLIS);
            case "io.debezium.time.MicroTime" -> type("time", ScalarEncoder.TIME_MICROS);
            case "io.debezium.time.NanoTime" -> type("time", ScalarEncoder.TIME_NANOS);
            case "io.debezium.time.Timestamp" -> type("timestamp(3)", ScalarEncoder.TIMESTAMP_MILLIS);
            case "io.debezium.time.MicroTimestamp" -> type("timestamp", ScalarEncoder.TIMESTAMP_MICROS);
            case "io.debezium.time.NanoTimestamp" -> type("timestamp", ScalarEncoder.TIMESTAMP_NANOS);
            case "io.debezium.time.MicroDuration" -> type("interval", ScalarEncoder.INTERVAL_MICROS);
            case "io.debezium.time.Interval" -> type("interval", ScalarEncoder.TEXT);
            case "io.debezium.time.ZonedTimestamp", "io.debezium.time.IsoTimestamp" ->
                type("timestamptz", ScalarEncoder.INSTANT_ISO);
            case "io.debezium.time.ZonedTime", "io.debezium.time.IsoTime" -> type("timetz", ScalarEncoder.TEXT);
            case "io.debezium.time.IsoDate" -> type("date", ScalarEncoder.TEXT);
            case "io.debezium.data.Json" -> type("jsonb", ScalarEncoder.TEXT);
            case "io.debezium.data.Xml" -> type("xml", ScalarEncoder.TEXT);
            case "io.debezium.data.Uuid" -> type("uuid", ScalarEncoder.TEXT);
            case "io.debezium.data.Bits" -> bits(parameters);
            case "io.debezium.data.VariableScaleDecimal" -> type("numeric", VariableScaleDecimalEncoder.of(schema));
            default -> null;
        };
    }

    private static ColumnType decimal(Map<String, String> parameters) {
        String precision = parameters.get("connect.decimal.precision");
        String scale = parameters.get(Decimal.SCALE_FIELD);
        String sql = precision == null || scale == null ? "numeric" : "numeric(" + precision + "," + scale + ")";
        return type(sql, ScalarEncoder.DECIMAL);
    }

    private static ColumnType bits(Map<String, String> parameters) {
        int length = Integer.parseInt(parameters.getOrDefault("length", "64"));
        return type("bit(" + length + ")", new BitsEncoder(length));
    }
}
