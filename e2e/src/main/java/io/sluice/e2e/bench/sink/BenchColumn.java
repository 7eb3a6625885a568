package io.sluice.e2e.bench.sink;

import java.math.BigDecimal;
import java.time.Instant;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * A kind of column: its type in PostgreSQL, its schema in Connect, as Debezium has it for such a type of MySQL, so that
 * both sinks understand it, and values, which depend on a row's key and stamp alone.
 */
enum BenchColumn {
    KEY("bigint", Schema.Type.INT64, "i") {
        @Override
        Object value(long id, int stamp) {
            return id;
        }
    },
    STAMP("integer", Schema.Type.INT32, "0") {
        @Override
        Object value(long id, int stamp) {
            return stamp;
        }
    },
    LABEL("text", Schema.Type.STRING, "'state ' || i % 5") {
        @Override
        Object value(long id, int stamp) {
            return "state " + (id + stamp) % 5;
        }
    },
    AMOUNT("numeric(12,2)", Schema.Type.BYTES, "(i % 1000000)::numeric / 100") {
        @Override
        Object value(long id, int stamp) {
            return BigDecimal.valueOf((id * 31 + stamp) % 100_000_000, 2);
        }

        @Override
        Schema schema() {
            return Decimal.builder(2)
                    .parameter("connect.decimal.precision", "12")
                    .build();
        }
    },
    NOTE("text", Schema.Type.STRING, "'a note as people write it, and of row ' || i || md5(i::text)") {
        @Override
        Object value(long id, int stamp) {
            return "a note as people write it, change " + stamp + " of row " + id + ", 'quoted' and \"quoted\" "
                    + Long.toHexString((id + stamp) * 0x9E3779B97F4A7C15L);
        }
    },
    SMALL("smallint", Schema.Type.INT16, "i % 2") {
        @Override
        Object value(long id, int stamp) {
            return (short) (stamp % 1_000);
        }
    },
    NUMBER("bigint", Schema.Type.INT64, "i * 1000003::bigint") {
        @Override
        Object value(long id, int stamp) {
            return id * 1_000_003 + stamp;
        }
    },
    REAL("double precision", Schema.Type.FLOAT64, "i / 7.0") {
        @Override
        Object value(long id, int stamp) {
            return (id + stamp) / 7.0;
        }
    },
    FLAG("boolean", Schema.Type.BOOLEAN, "i % 2 = 0") {
        @Override
        Object value(long id, int stamp) {
            return stamp % 2 == 0;
        }
    },
    TIMESTAMP(
            "timestamp(6)",
            Schema.Type.INT64,
            "io.debezium.time.MicroTimestamp",
            "timestamp '2024-01-01' + i * interval '1.000003 s'") {
        @Override
        Object value(long id, int stamp) {
            return EPOCH_MICROS + id * 1_000_003 + stamp;
        }
    },
    INSTANT(
            "timestamptz",
            Schema.Type.STRING,
            "io.debezium.time.ZonedTimestamp",
            "timestamptz '2024-01-01 00:00:00Z' + i * interval '1 s'") {
        @Override
        Object value(long id, int stamp) {
            return Instant.ofEpochSecond(EPOCH_MICROS / 1_000_000 + id % 10_000_000 + stamp)
                    .toString();
        }
    },
    JSON(
            "jsonb",
            Schema.Type.STRING,
            "io.debezium.data.Json",
            "jsonb_build_object('color', 'green', 'size', i % 50, 'tag', 't' || i)") {
        @Override
        Object value(long id, int stamp) {
            return "{\"tag\": \"t" + id + "\", \"size\": " + stamp % 50 + ", \"color\": \"green\"}";
        }
    };

    /** 2024-01-01 00:00 UTC. */
    private static final long EPOCH_MICROS = 1_704_067_200_000_000L;

    private final String sqlType;
    private final Schema.Type type;
    private final String logicalType;
    private final String sqlValue;

    BenchColumn(String sqlType, Schema.Type type, String sqlValue) {
        this(sqlType, type, "", sqlValue);
    }

    /** @param logicalType the schema's name, empty for none */
    BenchColumn(String sqlType, Schema.Type type, String logicalType, String sqlValue) {
        this.sqlType = sqlType;
        this.type = type;
        this.logicalType = logicalType;
        this.sqlValue = sqlValue;
    }

    String sqlType() {
        return sqlType;
    }

    Schema schema() {
        SchemaBuilder builder = new SchemaBuilder(type);
        return logicalType.isEmpty()
                ? builder.build()
                : builder.name(logicalType).version(1).build();
    }

    /** The value in the row with the key {@code i} that the table is filled with. */
    String sqlValue() {
        return sqlValue;
    }

    /** @param stamp never negative */
    abstract Object value(long id, int stamp);
}
