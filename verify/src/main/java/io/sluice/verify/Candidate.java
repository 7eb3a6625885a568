package io.sluice.verify;

/**
 * What has been seen of one thing at which the two sides differed: a row by its hash, or how often a row is there.
 *
 * <p>Each round reads PostgreSQL behind a fence that was passed after the last reading of MySQL, and then MySQL again. If
 * PostgreSQL has what MySQL had before the fence or has after it, it is in step. If it has something else though MySQL
 * stayed the same, that is a suspicion, and a difference once the next round sees just the same. Once is not enough: MySQL
 * may have changed and changed back between its two readings.
 *
 * @param <V> what is compared, by {@code equals}
 */
final class Candidate<V> {

    /** Rounds after which waiting for a row to stand still is given up. */
    static final int ROUNDS_MAX = 8;

    /** What a round says. */
    enum Verdict {
        IN_STEP,
        DIFFERENT,
        OPEN
    }

    /** How PostgreSQL's side behaved while the candidate was open. */
    private enum Target {
        UNSEEN,
        STUCK,
        MOVING
    }

    private V source;
    private V target;
    private boolean suspected;
    private Target behaviour = Target.UNSEEN;

    /** @param source what MySQL had before the first fence */
    Candidate(V source) {
        this.source = source;
    }

    /**
     * Judges by one more round.
     *
     * @param nowInTarget what PostgreSQL had behind the fence
     * @param nowInSource what MySQL had after that
     */
    Verdict observe(V nowInTarget, V nowInSource) {
        boolean stoodStill = nowInSource.equals(source);
        boolean sameTarget = nowInTarget.equals(target);
        behaviour =
                behaviour == Target.UNSEEN || (behaviour == Target.STUCK && sameTarget) ? Target.STUCK : Target.MOVING;
        if (nowInTarget.equals(source) || nowInTarget.equals(nowInSource)) {
            return Verdict.IN_STEP;
        }
        boolean again = suspected && sameTarget;
        suspected = stoodStill;
        source = nowInSource;
        target = nowInTarget;
        return stoodStill && again ? Verdict.DIFFERENT : Verdict.OPEN;
    }

    /** Whether PostgreSQL had the same behind every fence: then it does not follow, however often MySQL changes. */
    boolean isStuck() {
        return behaviour == Target.STUCK;
    }
}
