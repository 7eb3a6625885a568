package io.sluice.connect.avro;

import java.math.BigDecimal;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Whether a schema's values are Java objects of Connect's own logical types, or plain ones. */
enum LogicalValue {
    PLAIN {
        @Override
        Object toPlain(Schema schema, Object value) {
            return value;
        }

        @Override
        Object fromPlain(Schema schema, Object plain) {
            return plain;
        }
    },
    DECIMAL {
        @Override
        Object toPlain(Schema schema, Object value) {
            return Decimal.fromLogical(schema, (BigDecimal) value);
        }

        @Override
        Object fromPlain(Schema schema, Object plain) {
            return Decimal.toLogical(schema, (byte[]) plain);
        }
    },
    DATE {
        @Override
        Object toPlain(Schema schema, Object value) {
            return Date.fromLogical(schema, (java.util.Date) value);
        }

        @Override
        Object fromPlain(Schema schema, Object plain) {
            return Date.toLogical(schema, (Integer) plain);
        }
    },
    TIME {
        @Override
        Object toPlain(Schema schema, Object value) {
            return Time.fromLogical(schema, (java.util.Date) value);
        }

        @Override
        Object fromPlain(Schema schema, Object plain) {
            return Time.toLogical(schema, (Integer) plain);
        }
    },
    TIMESTAMP {
        @Override
        Object toPlain(Schema schema, Object value) {
            return Timestamp.fromLogical(schema, (java.util.Date) value);
        }

        @Override
        Object fromPlain(Schema schema, Object plain) {
            return Timestamp.toLogical(schema, (Long) plain);
        }
    };

    static LogicalValue of(Schema schema) {
        if (schema.name() == null) {
            return PLAIN;
        }
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME -> DECIMAL;
            case Date.LOGICAL_NAME -> DATE;
            case Time.LOGICAL_NAME -> TIME;
            case Timestamp.LOGICAL_NAME -> TIMESTAMP;
            default -> PLAIN;
        };
    }

    abstract Object toPlain(Schema schema, Object value);

    abstract Object fromPlain(Schema schema, Object plain);
}
