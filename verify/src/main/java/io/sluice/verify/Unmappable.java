package io.sluice.verify;

import io.sluice.core.type.UnmappableValueException;
import io.sluice.core.type.UnmappableValueException.Consequence;

/**
 * Stands in a row for a value of MySQL that PostgreSQL cannot hold.
 *
 * @param reason the value and why, in one sentence
 */
record Unmappable(String reason, Cause cause) {

    /** Why the row is not in PostgreSQL. */
    enum Cause {
        /** Its type cannot hold the value. */
        TYPE,
        /** A policy sets rows with such values aside. */
        POLICY
    }

    static Unmappable of(UnmappableValueException exception) {
        boolean byPolicy = exception.policy().isPresent() && exception.consequence() == Consequence.SET_ASIDE;
        return new Unmappable(exception.getMessage(), byPolicy ? Cause.POLICY : Cause.TYPE);
    }

    /** Whether a policy sets the row aside, and nothing else is wrong with it: then there is nothing to compare. */
    static boolean setsAside(Object[] row) {
        boolean byPolicy = false;
        for (Object value : row) {
            if (value instanceof Unmappable unmappable) {
                if (unmappable.cause == Cause.TYPE) {
                    return false;
                }
                byPolicy = true;
            }
        }
        return byPolicy;
    }
}
