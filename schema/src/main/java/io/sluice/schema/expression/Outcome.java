package io.sluice.schema.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a translation is found to be on the way: how its result varies, and where its meaning differs. */
final class Outcome {

    private final Set<String> notes = new LinkedHashSet<>();
    private Volatility volatility = Volatility.IMMUTABLE;

    void varies(Volatility part) {
        volatility = volatility.with(part);
    }

    void note(String note) {
        notes.add(note);
    }

    Volatility volatility() {
        return volatility;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
