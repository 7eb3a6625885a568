package io.sluice.assess;

import io.sluice.core.name.TableId;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policy;

/**
 * A choice for a column: one that settles a finding, so that every value arrives, or one that suits the values better than the
 * preset.
 *
 * @param reason why this choice and not another
 */
public record PolicyProposal(TableId table, String column, Policy policy, Choice choice, String reason) {}
