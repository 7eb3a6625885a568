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
 * Counts what policies do to the values that one task maps. The counts of a record are added when the record is carried
 * over or refused. They are in the store before the record is committed, and are sent once a second. After a restart
 * all of them are sent again. Belongs to one task and is not thread-safe.
 */
public final class PolicyUses {

    private final KeyValueStore<byte[], byte[]> store;
    private final String task;
    private final PolicyMetrics metrics;
    private final Consumer<PolicyUse> send;
    private final Map<PolicyUse.Subject, PolicyUse> uses = new HashMap<>();
    private final Set<PolicyUse.Subject> unsent = new LinkedHashSet<>();
    private final List<PolicyUse.Subject> ofRecord = new ArrayList<>();

    /** @param send sends a count to its topic */
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

    /** The listener for the mapping of a table. */
    public PolicyListener listener(TableId table) {
        return (column, policy, choice) -> ofRecord.add(new PolicyUse.Subject(table, column, policy, choice, task));
    }

    /** The record that was mapped last is carried over: all that policies did to it counts. */
    public void carriedOver(SourcePosition position) {
        if (!ofRecord.isEmpty()) {
            ofRecord.forEach(subject -> count(subject, position));
            ofRecord.clear();
        }
    }

    /**
     * The record that was mapped last is not carried over: only the policy that refused it counts.
     *
     * @param policy whether a policy refused it
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
