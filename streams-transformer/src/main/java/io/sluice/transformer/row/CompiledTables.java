package io.sluice.transformer.row;

import io.sluice.core.mapping.PolicyListener;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.SourceTable;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import io.sluice.core.type.UnmappableValueException;
import io.sluice.core.wire.RowEncoder;
import io.sluice.core.wire.RowSchemas;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.SchemaRegistryException;
import io.sluice.core.wire.TopicKind;
import io.sluice.core.wire.Topics;
import io.sluice.core.wire.WireFormat;
import io.sluice.transformer.decode.DebeziumDecoder;
import io.sluice.transformer.decode.DecodedStatement;
import io.sluice.transformer.decode.SchemaStatementDecoder;
import io.sluice.transformer.decode.SourceColumns;
import io.sluice.transformer.decode.UndecodableRecordException;
import io.sluice.transformer.sequence.HighWaterMarks;
import io.sluice.transformer.sequence.KeyMarks;
import io.sluice.transformer.topic.KnownTopics;
import io.sluice.transformer.topic.OutputTopics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * The decoders and tables of one task, each compiled when a record first needs it. Compiling a table registers the
 * output's schemas and creates its topic. Not thread-safe.
 */
final class CompiledTables {

    private static final int NO_KEY = -1;

    /** The table is a part of the key because two tables may have identical schemas. */
    private record SchemaVersion(TableId table, int keySchema, int valueSchema) {}

    private final Topics topics;
    private final RulesInForce rules;
    private final SchemaRegistry registry;
    private final OutputTopics outputTopics;
    private final KnownTopics knownTopics;
    private final HighWaterMarks marks;
    private final Function<TableId, PolicyListener> listeners;
    private final Map<Integer, DebeziumDecoder> decoders = new HashMap<>();
    private final Map<SchemaVersion, CompiledTable> tables = new HashMap<>();
    private final Map<SchemaVersion, OutputKey> outputKeys = new HashMap<>();

    CompiledTables(
            Topics topics,
            RulesInForce rules,
            SchemaRegistry registry,
            OutputTopics outputTopics,
            KnownTopics knownTopics,
            HighWaterMarks marks,
            Function<TableId, PolicyListener> listeners) {
        this.topics = topics;
        this.rules = rules;
        this.registry = registry;
        this.outputTopics = outputTopics;
        this.knownTopics = knownTopics;
        this.marks = marks;
        this.listeners = listeners;
    }

    /** Compiles tables anew, by rules that have changed. */
    void forget() {
        tables.clear();
        outputKeys.clear();
    }

    /** Whether the value tells of a schema change. */
    boolean isStatement(byte[] value) {
        int id = schemaId(value);
        return !decoders.containsKey(id) && SchemaStatementDecoder.reads(schema(id));
    }

    /** @throws UndecodableRecordException if the bytes do not fit their schema */
    DecodedStatement statement(byte[] value) {
        return SchemaStatementDecoder.decode(schema(schemaId(value)), value);
    }

    /** @throws UndecodableRecordException if the value is no Debezium envelope in Avro */
    DebeziumDecoder decoder(byte[] value) {
        int id = schemaId(value);
        DebeziumDecoder known = decoders.get(id);
        if (known != null) {
            return known;
        }
        DebeziumDecoder compiled = DebeziumDecoder.compile(schema(id));
        decoders.put(id, compiled);
        return compiled;
    }

    /**
     * The compiled table for a record's schemas.
     *
     * @param key the record's key; null for a keyless table
     * @param value the record's value
     * @param input the raw topic
     * @throws UndecodableRecordException if the schemas do not describe a table, or a rule does not fit it
     */
    CompiledTable table(TableId table, byte[] key, byte[] value, String input) {
        SchemaVersion version = new SchemaVersion(table, key == null ? NO_KEY : schemaId(key), schemaId(value));
        CompiledTable known = tables.get(version);
        if (known != null) {
            return known;
        }
        CompiledTable compiled = compile(version, input);
        tables.put(version, compiled);
        return compiled;
    }

    /**
     * The key of a record's row as its output topic has it; empty if the table has none, or if it cannot be told.
     *
     * @param key the record's key; null for a keyless table
     * @param value the record's value, whose schema has been decoded
     */
    Optional<byte[]> rowKey(TableId table, byte[] key, byte[] value) {
        if (key == null) {
            return Optional.empty();
        }
        try {
            SchemaVersion version = new SchemaVersion(table, schemaId(key), schemaId(value));
            OutputKey known = outputKeys.get(version);
            if (known == null) {
                known = compileKey(version);
                outputKeys.put(version, known);
            }
            return Optional.of(known.of(key));
        } catch (UndecodableRecordException | UnmappableValueException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private OutputKey compileKey(SchemaVersion version) {
        Schema key = schema(version.keySchema);
        SourceTable source = SourceColumns.table(
                version.table, decoders.get(version.valueSchema).row(), Optional.of(key));
        return new OutputKey(source, TableMapping.compile(source, rules.rules()), key);
    }

    private CompiledTable compile(SchemaVersion version, String input) {
        knownTopics.require(input);
        Optional<Schema> key = version.keySchema == NO_KEY ? Optional.empty() : Optional.of(schema(version.keySchema));
        Schema row = decoders.get(version.valueSchema).row();
        SourceTable source = SourceColumns.table(version.table, row, key);
        TableMapping mapping = mapping(source);
        return new CompiledTable(
                new RowChanges(source, mapping), output(mapping.target(), input), KeyMarks.of(mapping.target(), marks));
    }

    private TableMapping mapping(SourceTable source) {
        try {
            return TableMapping.compile(source, rules.rules(), listeners.apply(source.id()));
        } catch (IllegalArgumentException e) {
            throw new UndecodableRecordException("table " + source.id() + ": " + e.getMessage(), e);
        }
    }

    private RowOutput output(TargetTable target, String input) {
        String topic = topics.output(target.id());
        TopicKind kind = TopicKind.rowsOf(target);
        int partitions = outputTopics.ensure(topic, input, kind);
        RowSchemas schemas = RowSchemas.of(target);
        int valueId = registry.register(topic + "-value", schemas.value());
        return new RowOutput(schemas, topic, partitions, new RowEncoder(target, valueId));
    }

    /** Only what a record names wrongly is the record's fault; a registry that is away or refuses stops the transformer. */
    private Schema schema(int id) {
        try {
            return registry.schema(id);
        } catch (SchemaRegistryException e) {
            throw switch (e.kind()) {
                case NO_SUCH_SCHEMA -> new UndecodableRecordException(e.getMessage(), e);
                case AWAY, REFUSES -> e;
            };
        }
    }

    private static int schemaId(byte[] bytes) {
        try {
            return WireFormat.schemaId(bytes);
        } catch (IllegalArgumentException e) {
            throw new UndecodableRecordException(e.getMessage(), e);
        }
    }
}
