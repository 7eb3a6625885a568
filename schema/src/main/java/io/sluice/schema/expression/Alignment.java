package io.sluice.schema.expression;

import java.util.List;
import java.util.Optional;

/** Makes two sides of a comparison alike: PostgreSQL converts hardly anything by itself. */
final class Alignment {

    record Pair(Term left, Term right) {
        private Pair swapped() {
            return new Pair(right, left);
        }
    }

    private static final String FOLDED =
            "letters are compared by lower(), so that accents and trailing spaces count, which they may not in MySQL";
    private static final String ORDERED = "texts are ordered by PostgreSQL's collation";

    private final Translator translator;
    private final Coercions to;
    private final boolean ordering;

    private Alignment(Translator translator, boolean ordering) {
        this.translator = translator;
        this.to = translator.coercions();
        this.ordering = ordering;
    }

    /** @param ordering whether it matters which side is greater */
    static Pair of(Term left, Term right, boolean ordering, Translator translator) {
        Alignment alignment = new Alignment(translator, ordering);
        if (left.kind() == Kind.NULL || right.kind() == Kind.NULL) {
            return new Pair(left, right);
        }
        // A literal is made to fit the other side, so it comes second here.
        boolean literalFirst = left.literal() && !right.literal();
        return literalFirst
                ? alignment.aligned(/* left= */ right, /* right= */ left).swapped()
                : alignment.aligned(left, right);
    }

    private Pair aligned(Term left, Term right) {
        return switch (left.kind()) {
            case BOOLEAN -> booleans(left, right);
            case INTEGER, NUMERIC, DOUBLE, BITS -> new Pair(to.number(left), number(right));
            case TEXT -> texts(left, right);
            case BYTES -> bytes(left, right);
            case DATE, TIMESTAMP, INSTANT -> times(left, right);
            case TIME, INTERVAL -> spans(left, right);
            case JSON -> new Pair(left, json(right));
            case ENUM -> labels(left, right);
            case SET -> members(left, right);
            case NULL, UUID ->
                throw left.refused(left.kind().words() + " is compared with "
                        + right.kind().words());
        };
    }

    private Pair booleans(Term left, Term right) {
        Optional<Boolean> truth = Literals.truth(right);
        if (truth.isPresent()) {
            return new Pair(left, Term.atom(truth.get().toString(), Kind.BOOLEAN, right.place()));
        }
        return right.kind() == Kind.BOOLEAN ? new Pair(left, right) : new Pair(to.number(left), number(right));
    }

    private Term number(Term term) {
        return switch (term.kind()) {
            case DATE, TIMESTAMP, INSTANT, TIME, INTERVAL, JSON, ENUM, SET, UUID ->
                throw term.refused(term.kind().words() + " is compared with a number");
            case NULL, BOOLEAN, INTEGER, NUMERIC, DOUBLE, TEXT, BYTES, BITS -> to.number(term);
        };
    }

    private Pair texts(Term left, Term right) {
        return switch (right.kind()) {
            case TEXT -> {
                if (ordering) {
                    translator.outcome().note(ORDERED);
                }
                boolean alike = !ordering && (TextFolding.caseless(left) || TextFolding.caseless(right));
                if (alike || !TextFolding.folds(left, right)) {
                    yield new Pair(left, right);
                }
                translator.outcome().note(FOLDED);
                yield new Pair(TextFolding.folded(left), TextFolding.folded(right));
            }
            case ENUM, SET, DATE, TIMESTAMP, INSTANT, TIME, INTERVAL, JSON ->
                aligned(/* left= */ right, /* right= */ left).swapped();
            case BYTES -> new Pair(to.bytes(left), right);
            case INTEGER, NUMERIC, DOUBLE, BOOLEAN, BITS -> new Pair(to.number(left), to.number(right));
            case NULL, UUID ->
                throw left.refused("a text is compared with " + right.kind().words());
        };
    }

    private Pair bytes(Term left, Term right) {
        return switch (right.kind()) {
            case BYTES, TEXT -> new Pair(left, to.bytes(right));
            case INTEGER, NUMERIC, DOUBLE, BITS, BOOLEAN -> new Pair(to.number(left), to.number(right));
            case NULL, DATE, TIMESTAMP, INSTANT, TIME, INTERVAL, JSON, ENUM, SET, UUID ->
                throw left.refused("bytes are compared with " + right.kind().words());
        };
    }

    private Pair times(Term left, Term right) {
        return switch (right.kind()) {
            case DATE, TIMESTAMP, INSTANT -> points(left, right);
            case TEXT -> points(left, ofText(left, right));
            case NULL, BOOLEAN, INTEGER, NUMERIC, DOUBLE, BYTES, BITS, TIME, INTERVAL, JSON, ENUM, SET, UUID ->
                throw right.refused(left.kind().words() + " is compared with "
                        + right.kind().words());
        };
    }

    private Term ofText(Term left, Term right) {
        boolean date = left.kind() == Kind.DATE
                && Literals.textOf(right)
                        .flatMap(text ->
                                Temporals.date(text, right.facts().literal().orElseThrow()))
                        .isPresent();
        return date ? to.date(right) : to.timestamp(right);
    }

    /** Two dates, two points in time, or else two dates and times. */
    private Pair points(Term left, Term right) {
        boolean same = left.kind() == right.kind();
        return same ? new Pair(left, right) : new Pair(to.timestamp(left), to.timestamp(right));
    }

    private Pair spans(Term left, Term right) {
        if (right.kind() == left.kind()) {
            return new Pair(left, right);
        }
        Optional<Term> span = Literals.textOf(right)
                .flatMap(
                        text -> Temporals.interval(text, right.facts().literal().orElseThrow()));
        Term found = right.kind() == Kind.INTERVAL
                ? right
                : span.orElseThrow(() -> right.refused(left.kind().words() + " is compared with "
                        + right.kind().words()));
        return left.kind() == Kind.TIME ? new Pair(left.cast("interval", Kind.INTERVAL), found) : new Pair(left, found);
    }

    private Term json(Term term) {
        if (ordering) {
            translator.outcome().note("JSON values of different types are ordered as PostgreSQL does");
        }
        return to.jsonValue(term);
    }

    private Pair labels(Term left, Term right) {
        Optional<String> text = Literals.textOf(right);
        if (ordering || text.isEmpty()) {
            if (right.kind() != Kind.TEXT && right.kind() != Kind.ENUM) {
                throw right.refused(
                        "an enumerated value is compared with " + right.kind().words());
            }
            return texts(to.text(left), to.text(right));
        }
        boolean exact = left.facts().comparison().orElse(TextComparison.EXACT) == TextComparison.EXACT;
        String label = left.facts().labels().stream()
                .filter(each -> exact ? each.equals(text.get()) : each.equalsIgnoreCase(text.get()))
                .findFirst()
                .orElseThrow(() -> right.refused("it is not among the labels of the column"));
        return new Pair(left, Term.atom(Literals.quoted(label, right.place()), Kind.TEXT, right.place()));
    }

    /** A SET is compared as the text of its members, in the order of their definition. */
    private Pair members(Term left, Term right) {
        Optional<String> text = Literals.textOf(right);
        if (text.isEmpty() || ordering) {
            throw right.refused("a SET is compared with other than a literal of its members");
        }
        List<String> members =
                text.get().isEmpty() ? List.of() : List.of(text.get().split(",", -1));
        return new Pair(left, Term.atom(Literals.array(members, right.place()), Kind.SET, right.place()));
    }
}
