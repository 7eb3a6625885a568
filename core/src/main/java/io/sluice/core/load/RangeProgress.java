package io.sluice.core.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.wire.RecordJson;
import java.util.Optional;

/**
 * What was read of a key range so far.
 *
 * @param chunks how many transactions that took
 * @param rows that were read, whatever became of them
 * @param bytes of the keys and values that were sent
 * @param low the source's position before the last chunk was read; empty before the first
 * @param high its position when the last chunk was read: every row is as it was then, or before; empty before the first
 */
public record RangeProgress(
        long chunks, long rows, long bytes, Optional<SourcePosition> low, Optional<SourcePosition> high) {

    public static final RangeProgress NONE = new RangeProgress(0, 0, 0, Optional.empty(), Optional.empty());

    /** With one more chunk. */
    public RangeProgress plus(long moreRows, long moreBytes, SourcePosition itsLow, SourcePosition itsHigh) {
        return new RangeProgress(
                chunks + 1, rows + moreRows, bytes + moreBytes, Optional.of(itsLow), Optional.of(itsHigh));
    }

    ObjectNode json() {
        ObjectNode node =
                RecordJson.object().put("chunks", chunks).put("rows", rows).put("bytes", bytes);
        low.ifPresent(position -> node.put("low", position.toString()));
        high.ifPresent(position -> node.put("high", position.toString()));
        return node;
    }

    static RangeProgress of(JsonNode node) {
        return new RangeProgress(
                node.required("chunks").asLong(),
                node.required("rows").asLong(),
                node.required("bytes").asLong(),
                position(node, "low"),
                position(node, "high"));
    }

    private static Optional<SourcePosition> position(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).map(JsonNode::asText).map(SourcePosition::parse);
    }
}
