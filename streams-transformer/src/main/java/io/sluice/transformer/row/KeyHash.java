package io.sluice.transformer.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Chooses partitions by the values of a key. Kafka's own partitioner uses the key's bytes: it would move a row to
 * another partition, and so lose the order of its changes, when the key's schema gets a new id.
 */
final class KeyHash {

    private final int[] keyIndexes;

    KeyHash(int[] keyIndexes) {
        this.keyIndexes = keyIndexes;
    }

    int partition(Object[] row, int partitions) {
        byte[] text = text(row).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(text)) % partitions;
    }

    private String text(Object[] row) {
        StringBuilder text = new StringBuilder();
        for (int index : keyIndexes) {
            append(text, row[index]);
            text.append('\0');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        if (value instanceof ByteBuffer buffer) {
            for (int i = buffer.position(); i < buffer.limit(); i++) {
                text.append(Character.forDigit((buffer.get(i) >> 4) & 0xf, 16))
                        .append(Character.forDigit(buffer.get(i) & 0xf, 16));
            }
        } else {
            text.append(value);
        }
    }
}
