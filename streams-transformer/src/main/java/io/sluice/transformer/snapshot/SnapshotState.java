package io.sluice.transformer.snapshot;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The stored state of a table's last snapshot.
 *
 * @param position file and offset at which the snapshot is consistent, the same for all its rows
 */
public record SnapshotState(Phase phase, String position) {

    /** Whether more rows of the snapshot may follow. */
    public enum Phase {
        OPEN,
        CLOSED
    }

    SnapshotState closed() {
        return new SnapshotState(Phase.CLOSED, position);
    }

    boolean isOpenAt(String place) {
        return phase == Phase.OPEN && position.equals(place);
    }

    public static Serde<SnapshotState> serde() {
        return Serdes.serdeFrom((topic, state) -> bytes(state), (topic, bytes) -> parse(bytes));
    }

    private static byte[] bytes(SnapshotState state) {
        return state == null ? null : (state.phase + " " + state.position).getBytes(StandardCharsets.UTF_8);
    }

    private static SnapshotState parse(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int blank = text.indexOf(' ');
        return new SnapshotState(Phase.valueOf(text.substring(0, blank)), text.substring(blank + 1));
    }
}
