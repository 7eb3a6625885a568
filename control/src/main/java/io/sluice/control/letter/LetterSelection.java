package io.sluice.control.letter;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which dead letters are meant: those to which all of it applies that is present.
 *
 * @param topics which their records come from
 * @param numbers of the letters
 */
public record LetterSelection(Optional<Set<String>> topics, Optional<List<Long>> numbers) {

    public LetterSelection {
        topics = topics.map(Set::copyOf);
        numbers = numbers.map(List::copyOf);
    }

    public static LetterSelection all() {
        return new LetterSelection(Optional.empty(), Optional.empty());
    }

    public static LetterSelection ofTopics(Set<String> topics) {
        return new LetterSelection(Optional.of(topics), Optional.empty());
    }

    public static LetterSelection numbered(List<Long> numbers) {
        return new LetterSelection(Optional.empty(), Optional.of(numbers));
    }
}
