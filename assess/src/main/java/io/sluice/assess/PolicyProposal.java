package io.sluice.assess;

import io.sluice.core.name.TableId;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policy;

/**
 * A choice that settles a finding: with it, every value of the column arrives.
 *
 * @param reason why this choice and not another
 */
public record PolicyProposal(TableId table, String column, Policy policy, Choice choice, String reason) {}
