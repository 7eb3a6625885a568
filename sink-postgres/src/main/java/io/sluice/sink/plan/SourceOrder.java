package io.sluice.sink.plan;

import io.sluice.sink.change.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * The order in which the source made the changes of a batch, whose partitions arrive one after the other. It goes by
 * source position if every change of rows has one, else by commit time if every one has that, else changes stay as they
 * came. The order within a partition is never touched.
 */
public final class SourceOrder {

    /** A change and how far its partition has got in the source; the place is null where nothing is known yet. */
    private record Placed<P>(Change change, P place) {}

    private SourceOrder() {}

    /** The same changes, in the source's order. */
    public static List<Change> of(List<Change> changes) {
        if (changes.stream().map(Change::partition).distinct().count() < 2) {
            return changes;
        }
        return by(Change::position, changes)
                .or(() -> by(SourceOrder::commitTime, changes))
                .orElse(changes);
    }

    private static <P extends Comparable<P>> Optional<List<Change>> by(
            Function<Change, Optional<P>> placeOf, List<Change> changes) {
        Map<TopicPartition, P> reached = new HashMap<>();
        List<Placed<P>> placed = new ArrayList<>();
        for (Change change : changes) {
            Optional<P> own = placeOf.apply(change);
            if (own.isEmpty() && (change instanceof Change.Row || change instanceof Change.Truncate)) {
                return Optional.empty();
            }
            // Never further back: a failover of the source may set a partition's places back, but not the order of its
            // changes.
            P last = reached.get(change.partition());
            P place =
                    own.filter(here -> last == null || here.compareTo(last) > 0).orElse(last);
            reached.put(change.partition(), place);
            placed.add(new Placed<>(change, place));
        }
        placed.sort(Comparator.comparing(Placed::place, Comparator.nullsFirst(Comparator.naturalOrder())));
        return Optional.of(placed.stream().map(Placed::change).toList());
    }

    private static Optional<Long> commitTime(Change change) {
        return change.commitMicros() == Change.UNKNOWN_TIME ? Optional.empty() : Optional.of(change.commitMicros());
    }
}
