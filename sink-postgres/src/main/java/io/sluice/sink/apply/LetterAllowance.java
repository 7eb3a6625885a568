package io.sluice.sink.apply;

import io.sluice.core.flood.LetterCount;
import io.sluice.core.wire.Flood;
import io.sluice.sink.change.Change;
import io.sluice.sink.plan.OffsetAdvance;
import io.sluice.sink.target.FloodColumns;
import io.sluice.sink.target.SqlStatement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How many dead letters each partition of a task may still make before it is stopped. Letters of sequences are not counted,
 * since they are no rows of a table. Not thread-safe.
 */
public final class LetterAllowance {

    /** What a stop keeps of the last reason, which may hold a whole value. */
    private static final int REASON_CHARACTERS_MAX = 1_000;

    private static final class Limited {
        final LetterCount count;
        long keptUntilMillis;

        Limited(LetterCount count) {
            this.count = count;
            this.keptUntilMillis = count.acceptedUntilMillis();
        }
    }

    private final int perMinuteMax;
    private final FloodColumns floods;
    private final Clock clock;
    private final Map<TopicPartition, Limited> partitions = new HashMap<>();

    /**
     * @param perMinuteMax how many a partition may make in a minute; 0 for any number
     * @param clock for records that have no time
     */
    public LetterAllowance(int perMinuteMax, FloodColumns floods, Clock clock) {
        if (perMinuteMax < 0) {
            throw new IllegalArgumentException("no partition can make " + perMinuteMax + " dead letters");
        }
        this.perMinuteMax = perMinuteMax;
        this.floods = floods;
        this.clock = clock;
    }

    /** Begins to count anew. Partitions without a state never had a flood. */
    void begin(Collection<TopicPartition> begun, Map<TopicPartition, Flood.State> states) {
        if (perMinuteMax == 0) {
            return;
        }
        for (TopicPartition partition : begun) {
            long acceptedUntil = states.get(partition) instanceof Flood.Accepted accepted
                    ? accepted.untilMillis()
                    : LetterCount.NEVER;
            partitions.put(partition, new Limited(new LetterCount(perMinuteMax, acceptedUntil)));
        }
    }

    /** Whether all of these may become dead letters, in whatever order. If that depends on it, false. */
    boolean admitsAll(List<Change> changes) {
        if (perMinuteMax == 0 || changes.isEmpty()) {
            return true;
        }
        Map<TopicPartition, List<Long>> times = new HashMap<>();
        changes.stream().filter(change -> !change.isOfSequence()).forEach(change -> times.computeIfAbsent(
                        change.partition(), partition -> new ArrayList<>())
                .add(timeMillis(change)));
        return times.entrySet().stream()
                .allMatch(entry -> partitions.get(entry.getKey()).count.admitsAll(entry.getValue()));
    }

    /** Counts one more dead letter, unless it is one too many. */
    boolean admit(Change change) {
        return perMinuteMax == 0
                || change.isOfSequence()
                || partitions.get(change.partition()).count.admit(timeMillis(change));
    }

    /** Why a partition is stopped before a record that is one dead letter too many for this reason. */
    String excess(Throwable cause) {
        return LetterCount.excess(perMinuteMax, shortened(Reason.of(cause)));
    }

    /** As much of a text as is kept of the reason of a stop. PostgreSQL's texts hold no NUL. */
    private static String shortened(String reason) {
        return reason.substring(0, Math.min(reason.length(), REASON_CHARACTERS_MAX))
                .replace('\0', '\uFFFD');
    }

    /** The statements that keep in the target what was decided about the partitions of a transaction, to be committed by it. */
    List<SqlStatement> statements(List<OffsetAdvance> advances, Map<TopicPartition, String> flooded) {
        List<SqlStatement> statements = new ArrayList<>();
        for (OffsetAdvance advance : advances) {
            TopicPartition partition = advance.partition();
            Limited limited = partitions.get(partition);
            if (limited != null && limited.count.acceptedUntilMillis() > limited.keptUntilMillis) {
                statements.add(floods.extend(partition, limited.count.acceptedUntilMillis()));
            }
            if (flooded.containsKey(partition)) {
                statements.add(floods.stop(partition, flooded.get(partition)));
            }
        }
        return statements;
    }

    /** The transaction of these advances has committed. */
    void committed(List<OffsetAdvance> advances) {
        for (OffsetAdvance advance : advances) {
            Limited limited = partitions.get(advance.partition());
            if (limited != null) {
                limited.keptUntilMillis = limited.count.acceptedUntilMillis();
            }
        }
    }

    private long timeMillis(Change change) {
        Long time = change.record().timestamp();
        return time == null ? clock.millis() : time;
    }
}
