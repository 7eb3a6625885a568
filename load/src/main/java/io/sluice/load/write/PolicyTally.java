package io.sluice.load.write;

import io.sluice.core.mapping.PolicyListener;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policy;
import io.sluice.core.wire.PolicyUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what policies do to the values of one table's chunks. Not thread-safe. */
public final class PolicyTally implements PolicyListener {

    private record Use(String column, Policy policy, Choice choice) {}

    private final TableId table;
    private final Map<Use, Long> counts = new HashMap<>();

    public PolicyTally(TableId table) {
        this.table = table;
    }

    @Override
    public void applied(String column, Policy policy, Choice choice) {
        counts.merge(new Use(column, policy, choice), 1L, Long::sum);
    }

    /**
     * What has been counted since the last call.
     *
     * @param counter who counts: no other chunk has the same
     * @param position at which the chunk was read
     */
    public List<PolicyUse> take(String counter, SourcePosition position) {
        List<PolicyUse> taken = counts.entrySet().stream()
                .map(use -> new PolicyUse(subject(use.getKey(), counter), use.getValue(), position, position))
                .toList();
        counts.clear();
        return taken;
    }

    private PolicyUse.Subject subject(Use use, String counter) {
        return new PolicyUse.Subject(table, use.column, use.policy, use.choice, counter);
    }
}
