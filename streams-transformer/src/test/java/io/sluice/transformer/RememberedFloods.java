package io.sluice.transformer;

import io.sluice.core.flood.LetterCount;
import io.sluice.core.wire.Flood;
import io.sluice.transformer.flood.Floods;
import java.util.ArrayList;
import java.util.List;

/** Floods without Kafka. */
final class RememberedFloods implements Floods {

    final List<Flood> published = new ArrayList<>();

    @Override
    public long acceptedUntilMillis(String topic, int partition) {
        return published.stream()
                .filter(flood -> flood.topic().equals(topic) && flood.partition() == partition)
                .reduce((earlier, later) -> later)
                .map(flood -> flood.state() instanceof Flood.Accepted accepted ? accepted.untilMillis() : null)
                .orElse(LetterCount.NEVER);
    }

    @Override
    public void publish(Flood flood) {
        published.add(flood);
    }
}
