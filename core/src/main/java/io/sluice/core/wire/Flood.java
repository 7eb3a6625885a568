package io.sluice.core.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * What a flood of dead letters has made of one partition of a raw topic, which is a table: a record of the topic {@link
 * Topics#floods}, as JSON under a JSON key.
 */
public record Flood(String topic, int partition, State state) {

    /** Whether the partition is read. */
    public sealed interface State {}

    /**
     * It is not.
     *
     * @param sinceMillis in milliseconds since 1970
     * @param reason one sentence without its end
     */
    public record Stopped(long sinceMillis, String reason) implements State {
        public Stopped {
            Objects.requireNonNull(reason);
        }
    }

    /**
     * It is, and any number of dead letters is admitted.
     *
     * @param untilMillis the time of the last record of which this holds, in milliseconds since 1970
     */
    public record Accepted(long untilMillis) implements State {}

    public Flood {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(state);
    }

    public byte[] key() {
        return RecordJson.bytes(RecordJson.object().put("topic", topic).put("partition", partition));
    }

    public byte[] value() {
        if (state instanceof Stopped stopped) {
            return RecordJson.bytes(RecordJson.object()
                    .put("stoppedSince", stopped.sinceMillis())
                    .put("reason", stopped.reason()));
        }
        return RecordJson.bytes(RecordJson.object().put("acceptedUntil", ((Accepted) state).untilMillis()));
    }

    /** @throws IllegalArgumentException if these are not a key and a value of the topic */
    public static Flood decode(byte[] key, byte[] value) {
        JsonNode where = RecordJson.read(key, "floods");
        JsonNode what = RecordJson.read(value, "floods");
        State state = what.has("acceptedUntil")
                ? new Accepted(what.required("acceptedUntil").asLong())
                : new Stopped(
                        what.required("stoppedSince").asLong(),
                        what.required("reason").asText());
        return new Flood(
                where.required("topic").asText(), where.required("partition").asInt(), state);
    }
}
