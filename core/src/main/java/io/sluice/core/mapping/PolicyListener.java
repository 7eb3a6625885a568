package io.sluice.core.mapping;

import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policy;

/** Is told of each value that a policy has decided about. */
@FunctionalInterface
public interface PolicyListener {

    /** For whoever maps rows without doing anything with them. */
    PolicyListener NONE = (column, policy, choice) -> {};

    /** @param column its name in MySQL */
    void applied(String column, Policy policy, Choice choice);
}
