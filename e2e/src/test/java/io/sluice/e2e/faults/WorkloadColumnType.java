package io.sluice.e2e.faults;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Random;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;

/** The types that the workloads' columns have: how a value travels, and how PostgreSQL writes it. */
enum WorkloadColumnType {
    BIGINT("bigint") {
        @Override
        SchemaBuilder schema() {
            return SchemaBuilder.int64();
        }

        @Override
        Object random(Random random) {
            return random.nextLong();
        }
    },
    TEXT("text") {
        @Override
        SchemaBuilder schema() {
            return SchemaBuilder.string();
        }

        /** What breaks text formats, and some length. */
        @Override
        Object random(Random random) {
            return PIECES[random.nextInt(PIECES.length)] + "x".repeat(random.nextInt(150)) + random.nextInt();
        }
    },
    NUMERIC("numeric(12,2)") {
        @Override
        SchemaBuilder schema() {
            return Decimal.builder(2);
        }

        @Override
        Object random(Random random) {
            return new BigDecimal(BigInteger.valueOf(random.nextInt()), 2);
        }
    },
    BOOLEAN("boolean") {
        @Override
        SchemaBuilder schema() {
            return SchemaBuilder.bool();
        }

        @Override
        Object random(Random random) {
            return random.nextBoolean();
        }
    },
    BYTEA("bytea") {
        @Override
        SchemaBuilder schema() {
            return SchemaBuilder.bytes();
        }

        @Override
        Object random(Random random) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            return ByteBuffer.wrap(bytes);
        }

        @Override
        String text(Object value) {
            return "\\x" + HexFormat.of().formatHex(((ByteBuffer) value).array());
        }
    },
    TIMESTAMPTZ("timestamptz(3)") {
        @Override
        SchemaBuilder schema() {
            return SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp");
        }

        @Override
        Object random(Random random) {
            return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)).toString();
        }

        @Override
        String sql(String column) {
            return "(extract(epoch FROM " + column + ") * 1000)::bigint::text";
        }

        @Override
        String text(Object value) {
            return Long.toString(Instant.parse((String) value).toEpochMilli());
        }
    },
    DATE("date") {
        @Override
        SchemaBuilder schema() {
            return SchemaBuilder.int32().name("io.debezium.time.Date");
        }

        @Override
        Object random(Random random) {
            return random.nextInt(20_000);
        }

        @Override
        String text(Object value) {
            return LocalDate.ofEpochDay((Integer) value).toString();
        }
    },
    JSONB("jsonb") {
        @Override
        SchemaBuilder schema() {
            return SchemaBuilder.string().name("io.debezium.data.Json");
        }

        @Override
        Object random(Random random) {
            return "{\"n\": " + random.nextInt() + "}";
        }
    };

    private static final String[] PIECES = {"", "NULL", "\\N", "\\", "\"", "'", "a,b", "{}", "\t", "\n", "ü€😀", " "};

    private final String sqlName;

    WorkloadColumnType(String sqlName) {
        this.sqlName = sqlName;
    }

    /** As SQL declares it. */
    String sqlName() {
        return sqlName;
    }

    /** Of a Connect record, still without {@code pg.type}. */
    abstract SchemaBuilder schema();

    abstract Object random(Random random);

    /** An expression for the column's value as {@link #text} has it. */
    String sql(String column) {
        return column + "::text";
    }

    String text(Object value) {
        return value.toString();
    }
}
