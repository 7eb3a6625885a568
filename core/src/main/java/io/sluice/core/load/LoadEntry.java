package io.sluice.core.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a load: a record of the topic {@link io.sluice.core.wire.Topics#load}, as JSON under a JSON key. The
 * newest of each key holds.
 */
public sealed interface LoadEntry {

    /** The key of the record. */
    byte[] key();

    /** The value of the record. */
    byte[] value();

    /**
     * Which tables are loaded. Others are filled by their log alone, since they were made after it began.
     *
     * @param tables as in MySQL
     */
    record Plan(List<TableId> tables) implements LoadEntry {

        public Plan {
            tables = List.copyOf(tables);
        }

        @Override
        public byte[] key() {
            return Json.bytes(Json.object().put("plan", true));
        }

        @Override
        public byte[] value() {
            ObjectNode node = Json.object();
            ArrayNode names = node.putArray("tables");
            tables.forEach(table -> names.add(Json.table(table)));
            return Json.bytes(node);
        }
    }

    /**
     * The load of a table has begun.
     *
     * @param ranges how many key ranges it is read in, from 1
     * @param moment for a table without a key: the one position at which all of it was read, so that the log goes on
     *     from there; empty for a table whose rows the log corrects by their keys
     */
    record Begun(TableId table, int ranges, Optional<SourcePosition> moment) implements LoadEntry {

        public Begun {
            Objects.requireNonNull(table);
            if (ranges < 1) {
                throw new IllegalArgumentException("a table is read in at least one range");
            }
        }

        @Override
        public byte[] key() {
            return Json.bytes(Json.table(table));
        }

        @Override
        public byte[] value() {
            ObjectNode node = Json.object().put("ranges", ranges);
            moment.ifPresent(position -> node.put("moment", position.toString()));
            return Json.bytes(node);
        }
    }

    /**
     * How far a range of a table is read.
     *
     * @param range from 0
     * @param progress of its chunks
     * @param done whether there is no more to read
     */
    record Range(TableId table, int range, RangeProgress progress, boolean done) implements LoadEntry {

        @Override
        public byte[] key() {
            return Json.bytes(Json.table(table).put("range", range));
        }

        @Override
        public byte[] value() {
            return Json.bytes(progress.json().put("done", done));
        }
    }

    /** @throws IllegalArgumentException if these are not a key and a value of the topic */
    static LoadEntry decode(byte[] key, byte[] value) {
        JsonNode what = Json.read(key);
        JsonNode content = Json.read(value);
        if (what.has("plan")) {
            List<TableId> tables = new ArrayList<>();
            content.required("tables").forEach(table -> tables.add(Json.table(table)));
            return new Plan(tables);
        }
        TableId table = Json.table(what);
        if (what.has("range")) {
            return new Range(
                    table,
                    what.required("range").asInt(),
                    RangeProgress.of(content),
                    content.required("done").asBoolean());
        }
        Optional<SourcePosition> moment =
                Optional.ofNullable(content.get("moment")).map(JsonNode::asText).map(SourcePosition::parse);
        return new Begun(table, content.required("ranges").asInt(), moment);
    }
}
