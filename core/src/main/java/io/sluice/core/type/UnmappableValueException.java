package io.sluice.core.type;

import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policy;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value that PostgreSQL cannot hold in the column's type. The message says which value and why, in one sentence. Where a
 * policy has something to say about such values, the table mapping asks it, and the exception comes out only if the
 * answer is that the row is not to be carried over.
 */
public final class UnmappableValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What to do with the row. */
    public enum Consequence {
        /** What the pipeline does with all that it cannot carry over. */
        SET_ASIDE,
        /** Whatever the pipeline does with others, it stops here. */
        STOP
    }

    /** What a policy does about a value. */
    public sealed interface Remedy {

        /** It is replaced by a value of the target's type, or by null for NULL. */
        record Instead(Object value) implements Remedy {}

        /** The row is not carried over. */
        record Refused(Consequence consequence) implements Remedy {}

        static Remedy setAside() {
            return new Refused(Consequence.SET_ASIDE);
        }

        static Remedy stop() {
            return new Refused(Consequence.STOP);
        }
    }

    private final Consequence consequence;
    private final transient Optional<Policy> policy;
    private final transient Function<Choice, Remedy> remedies;

    /** A value that no policy is about. */
    public UnmappableValueException(String message) {
        this(message, Consequence.SET_ASIDE, Optional.empty(), choice -> Remedy.setAside());
    }

    /**
     * A value that a policy is about. It may be one of millions, so there is no stack trace.
     *
     * @param remedies what each choice of the policy does about it
     */
    public UnmappableValueException(Policy policy, String message, Function<Choice, Remedy> remedies) {
        this(message, Consequence.SET_ASIDE, Optional.of(policy), remedies);
    }

    private UnmappableValueException(
            String message, Consequence consequence, Optional<Policy> policy, Function<Choice, Remedy> remedies) {
        super(message, null, false, policy.isEmpty());
        this.consequence = consequence;
        this.policy = policy;
        this.remedies = remedies;
    }

    /** The same in the named column, with what was decided about it. */
    public UnmappableValueException in(String column, Consequence decided) {
        return new UnmappableValueException("column " + column + ": " + getMessage(), decided, policy, remedies);
    }

    public Consequence consequence() {
        return consequence;
    }

    /** The policy that is about such values, if there is one. */
    public Optional<Policy> policy() {
        return policy;
    }

    /** What a choice of the policy does about the value. */
    public Remedy remedy(Choice choice) {
        return remedies.apply(choice);
    }
}
