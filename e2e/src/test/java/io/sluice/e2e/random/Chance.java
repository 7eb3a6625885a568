package io.sluice.e2e.random;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;

/** A series of decisions that its seed repeats. Not thread-safe. */
record Chance(Random random) {

    static Chance of(long seed) {
        return new Chance(new Random(seed));
    }

    /** From 0 on. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean percent(int share) {
        return below(100) < share;
    }

    /** @throws NoSuchElementException if there is none */
    <T> T of(List<T> choices) {
        if (choices.isEmpty()) {
            throw new NoSuchElementException("nothing to choose from");
        }
        return choices.get(below(choices.size()));
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[below(choices.length)];
    }
}
