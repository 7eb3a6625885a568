package io.sluice.sink.change;

import io.sluice.core.ddl.SchemaOutcome;
import io.sluice.core.ddl.TargetChange;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.SchemaChangeEncoder;
import io.sluice.core.wire.UnreadablePart;
import io.sluice.sink.change.Change.RowAction;
import io.sluice.sink.change.Change.Tally;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Turns records into changes. Not thread-safe. */
public final class RecordReader {

    private final TableNaming naming;
    private final RowPlans plans;

    public RecordReader(TableNaming naming) {
        this.naming = naming;
        this.plans = new RowPlans(naming);
    }

    /** Never fails: a record that cannot be understood is an {@link Change.Unreadable}. */
    public Change read(SinkRecord record) {
        try {
            requireReadable(record.keySchema(), record.key());
            requireReadable(record.valueSchema(), record.value());
            RecordHeaders headers = RecordHeaders.of(record);
            return switch (headers.operation()) {
                case TRUNCATE -> truncate(record, Tally.CHANGE, headers.commitMicros());
                // A snapshot has no commit of its own. The time in its header would show as lag.
                case SNAPSHOT -> truncate(record, Tally.SNAPSHOT, Change.UNKNOWN_TIME);
                case SCHEMA -> schemaChange(record, headers.commitMicros());
                case SEQUENCE -> sequence(record);
                case DELETE -> delete(record, headers);
                case UNMARKED, READ, RELOAD, INSERT, UPDATE ->
                    record.value() == null ? delete(record, headers) : upsert(record, headers);
            };
        } catch (DataException e) {
            return new Change.Unreadable(record, e);
        } catch (IllegalArgumentException e) {
            return new Change.Unreadable(record, new DataException(e.getMessage(), e));
        }
    }

    /** A converter of Sluice's hands on why it could not read the bytes. */
    private static void requireReadable(Schema schema, Object part) {
        if (part instanceof String reason && schema != null && UnreadablePart.SCHEMA.equals(schema.name())) {
            throw new DataException(reason);
        }
    }

    private Change truncate(SinkRecord record, Tally tally, long commitMicros) {
        TableId table = naming.of(record.topic(), record.valueSchema(), record.keySchema());
        return new Change.Truncate(record, table, tally, commitMicros);
    }

    private Change upsert(SinkRecord record, RecordHeaders headers) {
        requireStruct(record.value(), "value");
        requireStruct(record.key(), "key");
        RowPlan plan =
                plans.plan(record.topic(), record.key() == null ? null : record.keySchema(), record.valueSchema());
        return new Change.Row(record, plan, RowAction.UPSERT, tally(headers.operation()), headers.commitMicros());
    }

    private static Tally tally(RecordOperation operation) {
        return switch (operation) {
            case READ -> Tally.SNAPSHOT_ROW;
            case RELOAD -> Tally.RELOADED_ROW;
            case UNMARKED, INSERT, UPDATE, DELETE, TRUNCATE, SNAPSHOT, SCHEMA, SEQUENCE -> Tally.CHANGE;
        };
    }

    private Change delete(SinkRecord record, RecordHeaders headers) {
        if (record.key() == null && record.value() == null) {
            return new Change.Nothing(record);
        }
        requireStruct(record.value(), "value");
        requireStruct(record.key(), "key");
        RowPlan plan = record.key() == null
                ? plans.plan(record.topic(), null, record.valueSchema())
                : plans.plan(record.topic(), record.keySchema(), null);
        return new Change.Row(record, plan, RowAction.DELETE, Tally.CHANGE, headers.commitMicros());
    }

    /** Both may be absent, but what is there must name its columns. */
    private static void requireStruct(Object part, String name) {
        if (part != null && !(part instanceof Struct)) {
            throw new DataException("the record's " + name + " is no struct, so it has no columns: use a converter with"
                    + " schemas, or a transform such as HoistField");
        }
    }

    private Change schemaChange(SinkRecord record, long commitMicros) {
        if (!(record.value() instanceof Struct value)) {
            throw new DataException("a schema change's record needs a struct as its value");
        }
        TableId table = naming.of(record.topic(), record.valueSchema(), null);
        TargetChange planned = new TargetChange(
                value.getString(SchemaChangeEncoder.STATEMENT),
                value.getArray(SchemaChangeEncoder.AHEAD),
                value.getArray(SchemaChangeEncoder.STATEMENTS),
                value.getArray(SchemaChangeEncoder.ANEW),
                new SchemaOutcome(
                        SchemaOutcome.Kind.valueOf(value.getString(SchemaChangeEncoder.OUTCOME)),
                        value.getString(SchemaChangeEncoder.REASON)),
                held(value));
        return new Change.SchemaChange(record, table, planned, commitMicros);
    }

    private static Optional<String> held(Struct value) {
        return value.schema().field(SchemaChangeEncoder.HELD) == null
                ? Optional.empty()
                : Optional.of(value.getString(SchemaChangeEncoder.HELD)).filter(reason -> !reason.isEmpty());
    }

    private static Change sequence(SinkRecord record) {
        if (record.value() == null) {
            return new Change.Nothing(record);
        }
        if (!(record.key() instanceof Struct key && record.value() instanceof Struct value)) {
            throw new DataException("a sequence's record needs structs as key and value");
        }
        TableId table = new TableId(key.getString("schema"), key.getString("table"));
        return new Change.SequenceRaise(record, table, key.getString("column"), value.getInt64("reserved"));
    }
}
