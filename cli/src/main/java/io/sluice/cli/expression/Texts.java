package io.sluice.cli.expression;

import java.util.List;
import java.util.Locale;

/** How a text made of others compares. */
final class Texts {

    private Texts() {}

    static Facts facts(List<Term> parts) {
        return parts.stream()
                .flatMap(part -> part.facts().comparison().stream())
                .reduce(TextComparison::with)
                .map(Facts.NONE::with)
                .orElse(Facts.NONE);
    }

    /** Whether MySQL ignores case when it compares these, and PostgreSQL would not. */
    static boolean folds(Term left, Term right) {
        return facts(List.of(left, right))
                .comparison()
                .filter(comparison -> comparison == TextComparison.IGNORES_CASE_IN_MYSQL)
                .isPresent();
    }

    /** In lower case; a literal right here, so that the reader sees what is compared. */
    static Term folded(Term text) {
        return Literals.textOf(text)
                .filter(value -> value.chars().allMatch(c -> c < 128))
                .map(value -> Term.atom(
                        Literals.quoted(value.toLowerCase(Locale.ROOT), text.place()), Kind.TEXT, text.place()))
                .orElseGet(() -> Term.atom("lower(" + text.sql() + ")", Kind.TEXT, text.place()));
    }
}
