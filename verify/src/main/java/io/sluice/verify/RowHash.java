package io.sluice.verify;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.type.PgType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Hashes rows such that two rows of a table have the same hash exactly if they count as equal: by value, with 0.0 equal
 * to -0.0, numbers equal whatever their scale, and JSON by meaning. Not thread-safe.
 */
final class RowHash {

    /** 128 bits: the chance that two of a billion different rows share one is below 10<sup>-20</sup>. */
    record Hash(long high, long low) {}

    /** Comes before each value, so that 0 and an empty text are told apart. */
    private enum Tag {
        NULL('0'),
        UNMAPPABLE('u'),
        BOOLEAN('b'),
        INTEGER('i'),
        FLOAT('f'),
        DECIMAL('d'),
        BYTES('x'),
        LIST('l'),
        TEXT('t');

        private final byte code;

        Tag(char code) {
            this.code = (byte) code;
        }
    }

    private final MessageDigest digest;
    private final boolean[] json;
    private final byte[] scratch = new byte[9];

    RowHash(List<TargetColumn> columns) {
        this.json = new boolean[columns.size()];
        for (int i = 0; i < json.length; i++) {
            json[i] = isJson(columns.get(i).type());
        }
        try {
            // Nobody attacks here: what counts is that every JVM has it and that it is fast.
            this.digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    static boolean isJson(PgType type) {
        return type instanceof PgType.Scalar scalar
                && (scalar.base() == PgType.Base.JSON || scalar.base() == PgType.Base.JSONB);
    }

    Hash of(Object[] row) {
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            add(json[i] && value instanceof String document ? JsonText.canonical(document) : value);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new Hash(hash.getLong(), hash.getLong());
    }

    private void add(Object value) {
        if (value == null) {
            add(Tag.NULL, 0);
        } else if (value instanceof String text) {
            add(Tag.TEXT, text);
        } else if (value instanceof Integer || value instanceof Long) {
            add(Tag.INTEGER, ((Number) value).longValue());
        } else if (value instanceof Float number) {
            add(Tag.FLOAT, Float.floatToIntBits(number + 0.0f)); // -0.0 + 0.0 is 0.0
        } else if (value instanceof Double number) {
            add(Tag.FLOAT, Double.doubleToLongBits(number + 0.0));
        } else if (value instanceof BigDecimal number) {
            add(
                    Tag.DECIMAL,
                    number.signum() == 0 ? "0" : number.stripTrailingZeros().toString());
        } else if (value instanceof Boolean bool) {
            add(Tag.BOOLEAN, bool ? 1 : 0);
        } else if (value instanceof ByteBuffer bytes) {
            add(Tag.BYTES, bytes.remaining());
            digest.update(bytes.duplicate());
        } else if (value instanceof List<?> elements) {
            add(Tag.LIST, elements.size());
            elements.forEach(this::add);
        } else if (value instanceof Unmappable unmappable) {
            add(Tag.UNMAPPABLE, unmappable.reason());
        } else {
            throw new IllegalArgumentException("no row holds a " + value.getClass());
        }
    }

    private void add(Tag tag, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(tag, bytes.length);
        digest.update(bytes);
    }

    private void add(Tag tag, long number) {
        scratch[0] = tag.code;
        for (int i = 1; i < scratch.length; i++) {
            scratch[i] = (byte) (number >>> (8 * i - 8));
        }
        digest.update(scratch);
    }
}
