package io.sluice.core.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a loader has to do next: a record of the topic {@link io.sluice.core.wire.Topics#loadWork}, as JSON without a key.
 * Whoever has done it sends what follows, in the same transaction.
 */
public sealed interface LoadWork {

    /** The number of the load that it belongs to. */
    long load();

    TableId table();

    /** The load of the table begins. */
    record Begin(long load, TableId table) implements LoadWork {}

    /** The same for a table whose log does not wait yet, but will within {@link LoadEntry#SEEN}. */
    record BeginHeld(long load, TableId table) implements LoadWork {}

    /**
     * The load of the table begins anew, since its structure has changed meanwhile.
     *
     * @param reason MySQL's sentence
     */
    record BeginAnew(long load, TableId table, String reason) implements LoadWork {}

    /**
     * The next chunk of a range.
     *
     * @param range from 0
     * @param after the key of the last row read, as SQL literals; empty at the table's first row
     * @param upTo the last value of the key's first column that belongs to the range, as an SQL literal; empty if the range
     *     goes to the table's last row
     * @param rowBytes how large a row is, as far as is known
     * @param progress what was read of it so far
     */
    record Chunk(
            long load,
            TableId table,
            int range,
            List<String> after,
            Optional<String> upTo,
            long rowBytes,
            RangeProgress progress)
            implements LoadWork {

        public Chunk {
            after = List.copyOf(after);
        }
    }

    /**
     * The next chunk of a reload.
     *
     * @param where an SQL condition of MySQL; empty for all rows
     * @param after the key of the last row read, as SQL literals; empty at the table's first row
     * @param progress of what was read so far
     */
    record Reload(long load, TableId table, Optional<String> where, List<String> after, RangeProgress progress)
            implements LoadWork {

        public Reload {
            after = List.copyOf(after);
        }
    }

    /** The value of the record. */
    default byte[] value() {
        ObjectNode node = RecordJson.table(table()).put("load", load());
        if (this instanceof Chunk chunk) {
            node.put("range", chunk.range).put("rowBytes", chunk.rowBytes);
            chunk.after.forEach(node.putArray("after")::add);
            chunk.upTo.ifPresent(literal -> node.put("upTo", literal));
            node.set("progress", chunk.progress.json());
        } else if (this instanceof BeginHeld) {
            node.put("held", true);
        } else if (this instanceof BeginAnew anew) {
            node.put("anew", anew.reason);
        } else if (this instanceof Reload reload) {
            node.put("reload", true);
            reload.where.ifPresent(condition -> node.put("where", condition));
            reload.after.forEach(node.putArray("after")::add);
            node.set("progress", reload.progress.json());
        }
        return RecordJson.bytes(node);
    }

    /** @throws IllegalArgumentException if this is not a value of the topic */
    static LoadWork decode(byte[] value) {
        JsonNode node = RecordJson.read(value, "the load");
        TableId table = RecordJson.table(node);
        long load = node.required("load").asLong();
        if (node.has("anew")) {
            return new BeginAnew(load, table, node.required("anew").asText());
        }
        if (!node.has("after")) {
            return node.has("held") ? new BeginHeld(load, table) : new Begin(load, table);
        }
        List<String> after = new ArrayList<>();
        node.required("after").forEach(literal -> after.add(literal.asText()));
        if (node.has("reload")) {
            Optional<String> where = Optional.ofNullable(node.get("where")).map(JsonNode::asText);
            return new Reload(load, table, where, after, RangeProgress.of(node.required("progress")));
        }
        return new Chunk(
                load,
                table,
                node.required("range").asInt(),
                after,
                Optional.ofNullable(node.get("upTo")).map(JsonNode::asText),
                node.required("rowBytes").asLong(),
                RangeProgress.of(node.required("progress")));
    }
}
