package io.sluice.core.letter;

import java.util.Optional;

/**
 * Why a record could not be carried over.
 *
 * @param kind of reason
 * @param sentence as its stage says it; it may quote values
 * @param constraint the constraint of PostgreSQL, or the column, that refuses the row; empty for reasons of other kinds
 */
public record GivenReason(ReasonClass kind, String sentence, Optional<String> constraint) {

    public GivenReason {
        if (constraint.isPresent() && kind != ReasonClass.CONSTRAINT) {
            throw new IllegalArgumentException("a reason of kind " + kind + " has no constraint");
        }
    }
}
