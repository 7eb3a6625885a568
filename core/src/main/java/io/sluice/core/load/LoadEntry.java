package io.sluice.core.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.RecordJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a load: a record of the topic {@link io.sluice.core.wire.Topics#load}, as JSON under a JSON key. The
 * newest of each key holds.
 */
public sealed interface LoadEntry {

    /** Within this time every transformer has seen an entry: twice as long as it takes to look. */
    Duration SEEN = Duration.ofSeconds(2);

    /** The key of the record. */
    byte[] key();

    /** The value of the record. */
    byte[] value();

    /**
     * The log begins, or begins anew: what was loaded before counts no more.
     *
     * @param offsets of raw topics that have records of an earlier log: where the new one begins
     */
    record Start(Map<String, Long> offsets) implements LoadEntry {

        public Start {
            offsets = Map.copyOf(offsets);
        }

        @Override
        public byte[] key() {
            return RecordJson.bytes(RecordJson.object().put("start", true));
        }

        @Override
        public byte[] value() {
            ObjectNode node = RecordJson.object();
            ObjectNode begins = node.putObject("offsets");
            offsets.forEach(begins::put);
            return RecordJson.bytes(node);
        }
    }

    /**
     * Which tables are loaded. Others are filled by their log alone, since they were made after it began.
     *
     * @param load the number of the load: that of a later one is greater
     * @param tables as in MySQL
     */
    record Plan(long load, List<TableId> tables) implements LoadEntry {

        public Plan {
            tables = List.copyOf(tables);
        }

        @Override
        public byte[] key() {
            return RecordJson.bytes(RecordJson.object().put("plan", true));
        }

        @Override
        public byte[] value() {
            ObjectNode node = RecordJson.object().put("load", load);
            ArrayNode names = node.putArray("tables");
            tables.forEach(table -> names.add(RecordJson.table(table)));
            return RecordJson.bytes(node);
        }
    }

    /**
     * The load of a table has begun.
     *
     * @param load its number
     * @param ranges how many key ranges it is read in, from 1
     * @param moment from which on the log goes on: for a table without a key the one position at which all of it was read; for
     *     one with a key a position before its first row was, where its load has begun anew; empty for any other,
     *     whose rows the log corrects by their keys
     * @param structure the position from which on statements alter the structure that it is loaded with, where that was
     *     read for this load; empty if it is that of the pipeline's start
     */
    record Begun(
            long load, TableId table, int ranges, Optional<SourcePosition> moment, Optional<SourcePosition> structure)
            implements LoadEntry {

        public Begun {
            Objects.requireNonNull(table);
            if (ranges < 1) {
                throw new IllegalArgumentException("a table is read in at least one range");
            }
        }

        @Override
        public byte[] key() {
            return RecordJson.bytes(RecordJson.table(table));
        }

        @Override
        public byte[] value() {
            ObjectNode node = RecordJson.object().put("load", load).put("ranges", ranges);
            moment.ifPresent(position -> node.put("moment", position.toString()));
            structure.ifPresent(position -> node.put("structure", position.toString()));
            return RecordJson.bytes(node);
        }
    }

    /**
     * How far a range of a table is read.
     *
     * @param load its number
     * @param range from 0
     * @param progress of its chunks
     * @param done whether there is no more to read
     */
    record Range(long load, TableId table, int range, RangeProgress progress, boolean done) implements LoadEntry {

        @Override
        public byte[] key() {
            return RecordJson.bytes(RecordJson.table(table).put("range", range));
        }

        @Override
        public byte[] value() {
            return RecordJson.bytes(progress.json().put("load", load).put("done", done));
        }
    }

    /**
     * A table without a key is loaded anew, or one whose structure has changed while it was loaded: its log waits until that is
     * done, as it does in the first load.
     *
     * @param load the number of this load
     */
    record Hold(long load, TableId table) implements LoadEntry {

        @Override
        public byte[] key() {
            return RecordJson.bytes(RecordJson.table(table).put("hold", true));
        }

        @Override
        public byte[] value() {
            return RecordJson.bytes(RecordJson.object().put("load", load));
        }
    }

    /**
     * The rows of a table with a key are brought anew, while all else streams.
     *
     * @param load its number: greater than that of any earlier load or reload
     * @param where an SQL condition of MySQL; empty for all rows
     * @param progress of its chunks
     */
    record Reload(long load, TableId table, Optional<String> where, ReloadStage stage, RangeProgress progress)
            implements LoadEntry {

        @Override
        public byte[] key() {
            return RecordJson.bytes(RecordJson.table(table).put("reload", true));
        }

        @Override
        public byte[] value() {
            ObjectNode node = progress.json().put("load", load).put("stage", stage.name());
            where.ifPresent(condition -> node.put("where", condition));
            return RecordJson.bytes(node);
        }

        /** The same, further on. */
        public Reload at(ReloadStage other) {
            return new Reload(load, table, where, other, progress);
        }
    }

    /** @throws IllegalArgumentException if these are not a key and a value of the topic */
    static LoadEntry decode(byte[] key, byte[] value) {
        JsonNode what = RecordJson.read(key, "the load");
        JsonNode content = RecordJson.read(value, "the load");
        if (what.has("start")) {
            Map<String, Long> offsets = new HashMap<>();
            content.required("offsets")
                    .properties()
                    .forEach(begin ->
                            offsets.put(begin.getKey(), begin.getValue().asLong()));
            return new Start(offsets);
        }
        long load = content.required("load").asLong();
        if (what.has("plan")) {
            List<TableId> tables = new ArrayList<>();
            content.required("tables").forEach(table -> tables.add(RecordJson.table(table)));
            return new Plan(load, tables);
        }
        TableId table = RecordJson.table(what);
        if (what.has("hold")) {
            return new Hold(load, table);
        }
        if (what.has("reload")) {
            return new Reload(
                    load,
                    table,
                    Optional.ofNullable(content.get("where")).map(JsonNode::asText),
                    ReloadStage.valueOf(content.required("stage").asText()),
                    RangeProgress.of(content));
        }
        if (what.has("range")) {
            return new Range(
                    load,
                    table,
                    what.required("range").asInt(),
                    RangeProgress.of(content),
                    content.required("done").asBoolean());
        }
        return new Begun(
                load,
                table,
                content.required("ranges").asInt(),
                position(content, "moment"),
                position(content, "structure"));
    }

    private static Optional<SourcePosition> position(JsonNode content, String field) {
        return Optional.ofNullable(content.get(field)).map(JsonNode::asText).map(SourcePosition::parse);
    }
}
