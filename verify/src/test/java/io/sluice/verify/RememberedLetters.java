package io.sluice.verify;

import io.sluice.core.name.TableId;
import java.util.ArrayList;
import java.util.List;

/** The same open letters for each table, and which of them have been settled. */
final class RememberedLetters implements OpenLetters {

    final List<LetterKeys> settled = new ArrayList<>();
    private final LetterKeys letters;

    RememberedLetters(LetterKeys letters) {
        this.letters = letters;
    }

    @Override
    public LetterKeys of(TableId table) {
        return letters;
    }

    @Override
    public synchronized void settle(TableId table, LetterKeys arrived) {
        settled.add(arrived);
    }

    @Override
    public LetterTally tally() {
        return LetterTally.none();
    }
}
