package io.sluice.core.letter;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where the record of a dead letter was read.
 *
 * @param id the same for each letter of one record, since a stage that is killed may write a letter again
 * @param topic a table's raw topic, or its output topic where the sink gave the record up
 * @param partition empty for a row that a load has read in MySQL
 * @param offset empty likewise
 */
public record LetterOrigin(String id, String topic, OptionalInt partition, OptionalLong offset) {

    public LetterOrigin {
        if (id.isEmpty() || topic.isEmpty() || partition.isPresent() != offset.isPresent()) {
            throw new IllegalArgumentException(
                    "an origin has an id, a topic, and a partition with an offset or neither: " + id + ", " + topic
                            + ", " + partition + ", " + offset);
        }
    }

    /** That of a record on a topic. */
    public static LetterOrigin ofRecord(String topic, int partition, long offset) {
        return new LetterOrigin(
                topic + ":" + partition + ":" + offset, topic, OptionalInt.of(partition), OptionalLong.of(offset));
    }

    /**
     * That of a row that was read in MySQL.
     *
     * @param topic the table's raw topic, to which the row's changes go
     */
    public static LetterOrigin ofRow(String id, String topic) {
        return new LetterOrigin(id, topic, OptionalInt.empty(), OptionalLong.empty());
    }
}
