package io.sluice.sink.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Writes Debezium's {@code VariableScaleDecimal}, a struct of a scale and an unscaled value. */
public record VariableScaleDecimalEncoder(Field scale, Field unscaled) implements ValueEncoder {

    public static VariableScaleDecimalEncoder of(Schema schema) {
        return new VariableScaleDecimalEncoder(schema.field("scale"), schema.field("value"));
    }

    @Override
    public void encode(Object value, StringBuilder out) {
        out.append(decimal(value));
    }

    /** @param value a struct of the schema */
    public BigDecimal decimal(Object value) {
        Struct struct = (Struct) value;
        Object bytes = struct.get(unscaled);
        return new BigDecimal(new BigInteger(array(bytes)), (Integer) struct.get(scale));
    }

    @Override
    public Quoting quoting() {
        return Quoting.NEVER;
    }

    private static byte[] array(Object bytes) {
        if (bytes instanceof byte[] array) {
            return array;
        }
        ByteBuffer buffer = ((ByteBuffer) bytes).duplicate();
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }
}
