package io.sluice.load.write;

import io.sluice.core.mapping.PolicyListener;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policy;
import io.sluice.core.wire.PolicyUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what policies do to the values of one table's chunks. Not thread-safe. */
public final class PolicyTally implements PolicyListener {

    private record Use(String column, Policy policy, Choice choice) {}

    private final TableId table;
    private final Map<String, Use> uses = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    public PolicyTally(TableId table) {
        this.table = table;
    }

    @Override
    public void applied(String column, Policy policy, Choice choice) {
        String key = column + '\0' + policy.id() + '\0' + choice.id();
        uses.computeIfAbsent(key, same -> new Use(column, policy, choice));
        counts.merge(key, 1L, Long::sum);
    }

    /**
     * What has been counted since the last call.
     *
     * @param counter who counts: no other chunk has the same
     * @param position at which the chunk was read
     */
    public List<PolicyUse> take(String counter, SourcePosition position) {
        List<PolicyUse> taken = new ArrayList<>();
        counts.forEach((key, count) -> {
            Use use = uses.get(key);
            PolicyUse.Subject subject = new PolicyUse.Subject(table, use.column, use.policy, use.choice, counter);
            taken.add(new PolicyUse(subject, count, position, position));
        });
        counts.clear();
        return taken;
    }
}
