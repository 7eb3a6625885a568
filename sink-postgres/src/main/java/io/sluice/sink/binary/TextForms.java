package io.sluice.sink.binary;

import io.sluice.sink.text.BitsEncoder;
import io.sluice.sink.text.ValueEncoder;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.connect.errors.DataException;

/** What travels as characters or bytes: text of all kinds, documents, identifiers, bits. */
final class TextForms {

    static final BinaryEncoder TEXT = (value, out) -> out.putText((String) value);

    static final BinaryEncoder BYTES = (value, out) -> {
        if (value instanceof byte[] bytes) {
            out.putBytes(bytes);
        } else {
            out.putBytes((ByteBuffer) value);
        }
    };

    private static final int JSONB_VERSION = 1;

    private static final BinaryEncoder JSONB = (value, out) -> {
        out.putByte(JSONB_VERSION);
        out.putText((String) value);
    };

    private static final int UUID_LENGTH = 36;

    private TextForms() {}

    /** Null if text has no binary form in this type. */
    static BinaryEncoder text(String type) {
        return switch (type) {
            case "text", "character varying", "bpchar", "json", "xml", "citext" -> TEXT;
            case "jsonb" -> JSONB;
            case "uuid" -> TextForms::uuid;
            default -> isBits(type) ? TextForms::bits : null;
        };
    }

    static boolean isBits(String type) {
        return type.equals("\"bit\"") || type.equals("bit varying");
    }

    static BinaryEncoder bits(BitsEncoder encoder) {
        return (value, out) -> bits(text(encoder, value), out);
    }

    static String text(ValueEncoder encoder, Object value) {
        StringBuilder text = new StringBuilder();
        encoder.encode(value, text);
        return text.toString();
    }

    /** Strings of 0 and 1, the first the most significant bit of the first byte. */
    private static void bits(Object value, CopyBuffer out) {
        String text = (String) value;
        out.putInt(text.length());
        int current = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '0' && c != '1') {
                throw new DataException("'" + c + "' is no bit");
            }
            current = (current << 1) | (c - '0');
            if (i % Byte.SIZE == Byte.SIZE - 1) {
                out.putByte(current);
            }
        }
        int rest = text.length() % Byte.SIZE;
        if (rest > 0) {
            out.putByte(current << (Byte.SIZE - rest));
        }
    }

    private static void uuid(Object value, CopyBuffer out) {
        String text = (String) value;
        if (text.length() != UUID_LENGTH) {
            throw new DataException("'" + text + "' is no UUID");
        }
        try {
            UUID uuid = UUID.fromString(text);
            out.putLong(uuid.getMostSignificantBits());
            out.putLong(uuid.getLeastSignificantBits());
        } catch (IllegalArgumentException e) {
            throw new DataException("'" + text + "' is no UUID", e);
        }
    }
}
