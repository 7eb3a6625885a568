package io.sluice.transformer.row;

import io.sluice.core.ddl.SchemaOutcome;
import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.ddl.TableStructure;
import io.sluice.core.ddl.TargetChange;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.Operation;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.RowHeaders;
import io.sluice.core.wire.SchemaChangeEncoder;
import io.sluice.core.wire.SchemaDocument;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.TopicKind;
import io.sluice.core.wire.Topics;
import io.sluice.schema.change.ChangePlanner;
import io.sluice.schema.change.ChangePlanner.Loaded;
import io.sluice.transformer.decode.DecodedStatement;
import io.sluice.transformer.load.Loads;
import io.sluice.transformer.topic.OutputRecord;
import io.sluice.transformer.topic.OutputTopics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The records of schema changes: what PostgreSQL gets for a statement, in its place among the table's rows. */
final class SchemaChangeRecords {

    private final Topics topics;
    private final MappingRules rules;
    private final SchemaRegistry registry;
    private final OutputTopics outputTopics;
    private final Loads loads;
    private final ChangePlanner planner;

    SchemaChangeRecords(
            Topics topics,
            MappingRules rules,
            long sequenceDistance,
            SchemaRegistry registry,
            OutputTopics outputTopics,
            Loads loads) {
        this.topics = topics;
        this.rules = rules;
        this.registry = registry;
        this.outputTopics = outputTopics;
        this.loads = loads;
        this.planner = new ChangePlanner(rules, sequenceDistance);
    }

    /** The record of a statement, and that of the table's definition; none if PostgreSQL has nothing to do for it. */
    List<OutputRecord> of(DecodedStatement decoded, String input, int inputPartition) {
        TargetChange change = planned(decoded);
        if (change.isNothing()) {
            return List.of();
        }
        SchemaStatement statement = decoded.statement();
        TableId target = rules.target(statement.table());
        String topic = topics.output(target);
        outputTopics.ensure(topic, input, kind(statement.after().or(statement::before)));
        if (isNewlyWithoutKey(statement)) {
            // Kafka takes no record without a key where it keeps the last one of each key.
            outputTopics.become(topic, TopicKind.KEYLESS_ROWS);
        }
        OutputRecord record = record(target, change, decoded.origin(), inputPartition);
        boolean planned = change.outcome().kind() != SchemaOutcome.Kind.STOP;
        return planned ? List.of(record, definition(target, decoded)) : List.of(record);
    }

    private OutputRecord definition(TableId target, DecodedStatement decoded) {
        byte[] value = planner.definition(decoded.statement())
                .map(table ->
                        SchemaDocument.value(table, Optional.of(decoded.origin().position())))
                .orElse(null);
        OutputRecord.Address address = new OutputRecord.Address(topics.schema(), 0, SchemaDocument.key(target));
        return new OutputRecord(address, value, new RecordHeaders());
    }

    /** The record of a truncate for which a policy has another use than to empty the table; none for any other. */
    Optional<OutputRecord> ofTruncate(TableId source, ChangeEvent.Origin origin, int inputPartition) {
        TableId target = rules.target(source);
        return planner.truncated(source)
                .filter(change -> outputTopics.exists(topics.output(target)))
                .map(change -> record(target, change, origin, inputPartition));
    }

    private OutputRecord record(TableId target, TargetChange change, ChangeEvent.Origin origin, int inputPartition) {
        String topic = topics.output(target);
        int schema = registry.register(topic + "-value", SchemaChangeEncoder.schema(target));
        OutputRecord.Address address =
                new OutputRecord.Address(topic, inputPartition, SchemaChangeEncoder.key(origin.position()));
        RecordHeaders headers = new RecordHeaders();
        RowHeaders.write(Operation.SCHEMA, origin, headers::add);
        return new OutputRecord(address, SchemaChangeEncoder.value(schema, change), headers);
    }

    private TargetChange planned(DecodedStatement decoded) {
        SchemaStatement statement = decoded.statement();
        boolean after = loads.isLoadedAfter(statement.table(), decoded.origin().position());
        try {
            return planner.plan(statement, after ? Loaded.AFTER : Loaded.BEFORE);
        } catch (IllegalArgumentException e) {
            return TargetChange.of(
                    statement.statement(),
                    List.of(),
                    SchemaOutcome.stop("no table of PostgreSQL can be planned for it: " + e.getMessage()));
        }
    }

    private static TopicKind kind(Optional<TableStructure> structure) {
        return structure.filter(table -> !table.key().isEmpty()).isPresent()
                ? TopicKind.KEYED_ROWS
                : TopicKind.KEYLESS_ROWS;
    }

    /** The topic may be there since an earlier table of the name, which had a key. */
    private static boolean isNewlyWithoutKey(SchemaStatement statement) {
        return statement.before().filter(table -> table.key().isEmpty()).isEmpty()
                && statement.after().filter(table -> table.key().isEmpty()).isPresent();
    }
}
