package io.sluice.connect.avro;

import io.debezium.data.Bits;
import io.debezium.data.EnumSet;
import io.debezium.data.Json;
import io.debezium.data.TsVector;
import io.debezium.data.Uuid;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.data.Xml;
import io.debezium.data.geometry.Geography;
import io.debezium.data.geometry.Geometry;
import io.debezium.data.geometry.Point;
import io.debezium.data.vector.DoubleVector;
import io.debezium.data.vector.FloatVector;
import io.debezium.data.vector.SparseDoubleVector;
import io.debezium.time.Date;
import io.debezium.time.Interval;
import io.debezium.time.IsoDate;
import io.debezium.time.IsoTime;
import io.debezium.time.IsoTimestamp;
import io.debezium.time.MicroDuration;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.NanoDuration;
import io.debezium.time.NanoTime;
import io.debezium.time.NanoTimestamp;
import io.debezium.time.Time;
import io.debezium.time.Timestamp;
import io.debezium.time.Year;
import io.debezium.time.ZonedTime;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** One column of every logical type that Debezium and Connect have, each with a value. */
final class DebeziumTypes {

    /** A column as Debezium declares it: optional, and with the type it has in MySQL. */
    record Column(String name, Schema schema, Object value) {}

    private final List<Column> columns = new ArrayList<>();

    private DebeziumTypes() {
        add(Date.builder(), -719_528);
        add(Time.builder(), 86_399_999);
        add(Timestamp.builder(), -1L);
        add(MicroTime.builder(), -3_020_399_000_000L);
        add(MicroTimestamp.builder(), 253_402_300_799_999_999L);
        add(MicroDuration.builder(), Long.MIN_VALUE);
        add(NanoTime.builder(), 86_399_999_999_999L);
        add(NanoTimestamp.builder(), Long.MAX_VALUE);
        add(NanoDuration.builder(), -1L);
        add(Year.builder(), 2155);
        add(Interval.builder(), "P1Y2M3DT4H5M6.7S");
        add(IsoDate.builder(), "2026-02-28Z");
        add(IsoTime.builder(), "23:59:59.999999Z");
        add(IsoTimestamp.builder(), "2026-02-28T23:59:59.999999Z");
        add(ZonedTime.builder(), "23:59:59+01:00");
        add(ZonedTimestamp.builder(), "2026-02-28T23:59:59.999999Z");
        add(Bits.builder(12), new byte[] {(byte) 0xFF, 0x0F});
        add(io.debezium.data.Enum.builder(List.of("a", "b, c")), "b, c");
        add(EnumSet.builder(List.of("x", "y")), "x,y");
        add(Json.builder(), "{\"a\": [1, null]}");
        add(Uuid.builder(), "c0ffee00-0000-4000-8000-000000000000");
        add(Xml.builder(), "<a/>");
        add(TsVector.builder(), "'a':1");
        add(
                VariableScaleDecimal.builder(),
                schema -> VariableScaleDecimal.fromLogical(schema, new BigDecimal("-1.50")));
        add(Geometry.builder(), schema -> Geometry.createValue(schema, new byte[] {1, 1, 0}, 4326));
        add(Geography.builder(), schema -> Geometry.createValue(schema, new byte[] {1, 2, 0}, null));
        add(Point.builder(), schema -> Point.createValue(schema, -0.5, 51.5));
        add(FloatVector.builder(), List.of(0.1f, -1f));
        add(DoubleVector.builder(), List.of(0.1, Double.MAX_VALUE));
        add(SparseDoubleVector.builder(), schema -> SparseDoubleVector.fromLogical(schema, "{1: 10, 3: 20}/25"));
        add(Decimal.builder(4).parameter("connect.decimal.precision", "65"), new BigDecimal("-99999999.0001"));
        add(
                org.apache.kafka.connect.data.Date.builder(),
                org.apache.kafka.connect.data.Date.toLogical(org.apache.kafka.connect.data.Date.SCHEMA, 20_000));
        add(
                org.apache.kafka.connect.data.Time.builder(),
                org.apache.kafka.connect.data.Time.toLogical(org.apache.kafka.connect.data.Time.SCHEMA, 1));
        add(
                org.apache.kafka.connect.data.Timestamp.builder(),
                org.apache.kafka.connect.data.Timestamp.toLogical(org.apache.kafka.connect.data.Timestamp.SCHEMA, 1L));
    }

    static List<Column> columns() {
        return List.copyOf(new DebeziumTypes().columns);
    }

    private void add(SchemaBuilder type, Object value) {
        add(type, schema -> value);
    }

    private void add(SchemaBuilder type, Function<Schema, Object> value) {
        String name = "column" + columns.size();
        Schema schema = type.optional()
                .parameters(Map.of("__debezium.source.column.type", "TYPE" + columns.size()))
                .build();
        columns.add(new Column(name, schema, value.apply(schema)));
    }

    /** The envelope of an insert into a table of all these columns. */
    static Struct insert() {
        SchemaBuilder rowBuilder = SchemaBuilder.struct().optional().name("p.mysql.shop.every-type.Value");
        columns().forEach(column -> rowBuilder.field(column.name(), column.schema()));
        Schema row = rowBuilder.build();
        Struct after = new Struct(row);
        columns().forEach(column -> after.put(column.name(), column.value()));
        Schema source = SchemaBuilder.struct()
                .name("io.debezium.connector.mysql.Source")
                .field("version", Schema.STRING_SCHEMA)
                .field(
                        "snapshot",
                        io.debezium.data.Enum.builder("true,last,false")
                                .optional()
                                .defaultValue("false")
                                .build())
                .field("pos", Schema.INT64_SCHEMA)
                .build();
        Schema envelope = SchemaBuilder.struct()
                .name("p.mysql.shop.every-type.Envelope")
                .version(2)
                .field("before", row)
                .field("after", row)
                .field("source", source)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        return new Struct(envelope)
                .put("after", after)
                .put("source", new Struct(source).put("version", "3").put("pos", 4L))
                .put("op", "c")
                .put("ts_ms", 5L);
    }
}
