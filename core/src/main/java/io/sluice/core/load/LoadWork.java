package io.sluice.core.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

    /** The value of the record. */
    default byte[] value() {
        if (this instanceof Chunk chunk) {
            ObjectNode node = RecordJson.table(chunk.table)
                    .put("load", chunk.load)
                    .put("range", chunk.range)
                    .put("rowBytes", chunk.rowBytes);
            ArrayNode after = node.putArray("after");
            chunk.after.forEach(after::add);
            chunk.upTo.ifPresent(literal -> node.put("upTo", literal));
            node.set("progress", chunk.progress.json());
            return RecordJson.bytes(node);
        }
        return RecordJson.bytes(RecordJson.table(table()).put("load", load()));
    }

    /** @throws IllegalArgumentException if this is not a value of the topic */
    static LoadWork decode(byte[] value) {
        JsonNode node = RecordJson.read(value, "the load");
        TableId table = RecordJson.table(node);
        long load = node.required("load").asLong();
        if (!node.has("range")) {
            return new Begin(load, table);
        }
        List<String> after = new ArrayList<>();
        node.required("after").forEach(literal -> after.add(literal.asText()));
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
