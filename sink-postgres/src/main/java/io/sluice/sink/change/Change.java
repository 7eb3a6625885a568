package io.sluice.sink.change;

import io.sluice.core.ddl.TargetChange;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** A record, understood. Keeps the record, since only that can become a dead letter. */
public sealed interface Change {

    /** The commit time of a change whose source did not tell. */
    long UNKNOWN_TIME = Long.MIN_VALUE;

    SinkRecord record();

    /** What the record counts as in the offset table once it is applied. */
    Tally tally();

    /** When it was committed on the source, in microseconds since the epoch; or {@link #UNKNOWN_TIME}. */
    default long commitMicros() {
        return UNKNOWN_TIME;
    }

    /** Where in the source it was made, if the record tells. Read from the record at every call. */
    default Optional<SourcePosition> position() {
        return RecordHeaders.position(record());
    }

    /** Where the record was read from, whatever a transform has made of it. */
    default TopicPartition partition() {
        return new TopicPartition(record().originalTopic(), record().originalKafkaPartition());
    }

    /** Whether the record is one of a sequence, even if it cannot be understood. */
    default boolean isOfSequence() {
        return RecordHeaders.isOfSequence(record());
    }

    /** For messages: the table, or the topic where no table is known. */
    default String target() {
        return record().topic();
    }

    enum Tally {
        /** From here on, snapshot rows are counted from zero. */
        SNAPSHOT,
        SNAPSHOT_ROW,
        /** Counts as a change. */
        RELOADED_ROW,
        CHANGE,
        NOTHING
    }

    enum RowAction {
        UPSERT,
        DELETE
    }

    /** A row to write or to delete; the plan reads its values from the record. */
    record Row(SinkRecord record, RowPlan plan, RowAction action, Tally tally, long commitMicros) implements Change {

        /** The value of the column at this position of the shape; null is SQL's NULL. */
        public Object value(int column) {
            return plan.value(record, column);
        }

        public TableShape shape() {
            return plan.shape();
        }

        @Override
        public String target() {
            return shape().table().toString();
        }
    }

    /** All rows of a table are removed: they were on the source, or a snapshot of the table begins. */
    record Truncate(SinkRecord record, TableId table, Tally tally, long commitMicros) implements Change {
        @Override
        public String target() {
            return table.toString();
        }
    }

    /** The table has another structure from here on, or is made, or is gone. */
    record SchemaChange(SinkRecord record, TableId table, TargetChange planned, long commitMicros) implements Change {
        @Override
        public Tally tally() {
            return Tally.CHANGE;
        }

        @Override
        public String target() {
            return table.toString();
        }
    }

    /** The sequence that a column owns must give only values above {@code reserved} from now on. */
    record SequenceRaise(SinkRecord record, TableId table, String column, long reserved) implements Change {
        @Override
        public Tally tally() {
            return Tally.CHANGE;
        }

        @Override
        public String target() {
            return table + "." + column;
        }
    }

    /** A record that asks for nothing, such as one with neither key nor value. */
    record Nothing(SinkRecord record) implements Change {
        @Override
        public Tally tally() {
            return Tally.NOTHING;
        }
    }

    /** A record that cannot be understood, whatever the target's state. */
    record Unreadable(SinkRecord record, DataException reason) implements Change {
        @Override
        public Tally tally() {
            return Tally.NOTHING;
        }
    }
}
