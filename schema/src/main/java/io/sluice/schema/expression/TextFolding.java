package io.sluice.schema.expression;

import java.util.List;
import java.util.Locale;

/** How a text made of others compares. */
final class TextFolding {

    private TextFolding() {}

    static Facts facts(List<Term> parts) {
        return parts.stream()
                .flatMap(part -> part.facts().comparison().stream())
                .reduce(TextComparison::with)
                .map(Facts.NONE::with)
                .orElse(Facts.NONE);
    }

    /**
     * Whether MySQL ignores case when it compares these, and PostgreSQL would not. What no column says, the collation of
     * the connection does, which ignores case unless somebody chose another.
     */
    static boolean folds(Term left, Term right) {
        if (left.kind() != Kind.TEXT || right.kind() != Kind.TEXT) {
            return false;
        }
        TextComparison comparison = facts(List.of(left, right))
                .comparison()
                .orElse(
                        left.literal() && right.literal()
                                ? TextComparison.EXACT
                                : TextComparison.IGNORES_CASE_IN_MYSQL);
        return comparison == TextComparison.IGNORES_CASE_IN_MYSQL;
    }

    /** Whether it is a literal without letters: it equals the same texts, whether or not case counts. */
    static boolean caseless(Term text) {
        return Literals.textOf(text)
                .filter(value -> value.chars().allMatch(c -> c < 128 && !Character.isLetter(c)))
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
