package io.sluice.transformer.policy;

import io.sluice.core.mapping.PolicyListener;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.PolicyUse;
import io.sluice.transformer.metrics.PolicyMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts what policies do to the values that one task maps. What they did for a record counts once it is known what
 * becomes of the record; it lies in the store before the record is committed, and is sent on once a second. After a restart
 * all of it is sent again. Belongs to one task and is not thread-safe.
 */
public final class PolicyUses {

    private final KeyValueStore<byte[], byte[]> store;
    private final String task;
    private final PolicyMetrics metrics;
    private final Consumer<PolicyUse> send;
    private final Map<PolicyUse.Subject, PolicyUse> uses = new HashMap<>();
    private final Set<PolicyUse.Subject> unsent = new LinkedHashSet<>();
    private final List<PolicyUse.Subject> ofRecord = new ArrayList<>();

    /** @param send takes a count to its topic */
    public PolicyUses(
            KeyValueStore<byte[], byte[]> store, String task, PolicyMetrics metrics, Consumer<PolicyUse> send) {
        this.store = store;
        this.task = task;
        this.metrics = metrics;
        this.send = send;
        try (KeyValueIterator<byte[], byte[]> all = store.all()) {
            all.forEachRemaining(this::restore);
        }
    }

    private void restore(KeyValue<byte[], byte[]> stored) {
        PolicyUse use = PolicyUse.decode(stored.key, stored.value);
        uses.put(use.subject(), use);
        unsent.add(use.subject());
    }

    /** For the mapping of a table. */
    public PolicyListener listener(TableId table) {
        return (column, policy, choice) -> ofRecord.add(new PolicyUse.Subject(table, column, policy, choice, task));
    }

    /** The record that was mapped last is carried over. */
    public void carriedOver(SourcePosition position) {
        if (!ofRecord.isEmpty()) {
            ofRecord.forEach(subject -> count(subject, position));
            ofRecord.clear();
        }
    }

    /**
     * The record that was mapped last is not carried over: only what kept it from that counts.
     *
     * @param policy what it was, if it was one
     */
    public void setAside(Optional<SourcePosition> position, boolean policy) {
        if (policy && position.isPresent() && !ofRecord.isEmpty()) {
            count(ofRecord.get(ofRecord.size() - 1), position.get());
        }
        ofRecord.clear();
    }

    private void count(PolicyUse.Subject subject, SourcePosition position) {
        PolicyUse use = uses.merge(subject, PolicyUse.of(subject, position), (known, first) -> known.andAt(position));
        unsent.add(subject);
        store.put(use.key(), use.value());
        metrics.used(subject);
    }

    /** Sends what has changed since it was last sent. */
    public void sendChanged() {
        unsent.forEach(subject -> send.accept(uses.get(subject)));
        unsent.clear();
    }
}
