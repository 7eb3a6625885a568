package io.sluice.verify;

import java.util.Set;

/**
 * Open dead letters of one table, by the keys of their rows.
 *
 * @param before the number before which theirs are
 * @param keys in the canonical JSON that the table's output topic has
 * @param others whether letters without a known key are among them
 */
public record LetterKeys(long before, Set<String> keys, boolean others) {

    public LetterKeys {
        keys = Set.copyOf(keys);
    }

    /** Whether a row may be one of theirs. */
    boolean mayHave(String key) {
        return others || keys.contains(key);
    }

    /** Those of them whose keys are given. */
    LetterKeys only(Set<String> some) {
        return new LetterKeys(before, some, false);
    }

    boolean isEmpty() {
        return keys.isEmpty() && !others;
    }
}
