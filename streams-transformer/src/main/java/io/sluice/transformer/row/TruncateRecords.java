package io.sluice.transformer.row;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.Operation;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.KeyEncoder;
import io.sluice.core.wire.RowHeaders;
import io.sluice.core.wire.RowSchemas;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.Topics;
import io.sluice.core.wire.WireFormat;
import io.sluice.transformer.topic.OutputRecord;
import io.sluice.transformer.topic.OutputTopics;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The records of truncated tables. All of one table have the same key, so that the last of them survives compaction. They
 * contain no row, so they need no compiled table.
 */
final class TruncateRecords {

    private final Topics topics;
    private final MappingRules rules;
    private final SchemaRegistry registry;
    private final OutputTopics outputTopics;

    TruncateRecords(Topics topics, MappingRules rules, SchemaRegistry registry, OutputTopics outputTopics) {
        this.topics = topics;
        this.rules = rules;
        this.registry = registry;
        this.outputTopics = outputTopics;
    }

    /** The truncate of a table; none if nothing of the table was ever written. */
    Optional<OutputRecord> of(TableId source, ChangeEvent.Origin origin, int inputPartition) {
        boolean written = outputTopics.exists(topics.output(rules.target(source)));
        return written ? Optional.of(record(source, origin, inputPartition)) : Optional.empty();
    }

    private OutputRecord record(TableId source, ChangeEvent.Origin origin, int inputPartition) {
        TableId target = rules.target(source);
        String topic = topics.output(target);
        byte[] value = WireFormat.header(registry.register(topic + "-value", RowSchemas.truncate(target)));
        OutputRecord.Address address = new OutputRecord.Address(topic, inputPartition, KeyEncoder.ofNoRow());
        RecordHeaders headers = new RecordHeaders();
        RowHeaders.write(Operation.TRUNCATE, origin, headers::add);
        return new OutputRecord(address, value, headers);
    }
}
