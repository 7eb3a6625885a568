package io.sluice.schema.expression;

import io.sluice.schema.expression.Facts.Sign;
import io.sluice.schema.expression.Facts.Width;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Finds the one kind that the branches of a CASE, the arguments of COALESCE and the like have together. */
record Unification(List<Term> terms, Kind kind, Facts facts) {

    private static final Set<Kind> NUMBERS =
            EnumSet.of(Kind.BOOLEAN, Kind.INTEGER, Kind.NUMERIC, Kind.DOUBLE, Kind.BITS);
    private static final Set<Kind> TIMES = EnumSet.of(Kind.DATE, Kind.TIMESTAMP, Kind.INSTANT);

    static Unification of(List<Term> terms, Translator translator) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        terms.forEach(term -> kinds.add(term.kind()));
        kinds.remove(Kind.NULL);
        Coercions to = translator.coercions();
        if (kinds.isEmpty()) {
            return new Unification(terms, Kind.NULL, Facts.NONE);
        }
        if (kinds.equals(EnumSet.of(Kind.ENUM))) {
            // Two of them may be different types.
            return unified(to.texts(terms), Kind.TEXT);
        }
        if (kinds.size() == 1) {
            return unified(terms, kinds.iterator().next());
        }
        if (NUMBERS.containsAll(kinds)) {
            return numbers(terms, kinds, to);
        }
        if (TIMES.containsAll(kinds)) {
            return unified(terms.stream().map(to::timestamp).toList(), Kind.TIMESTAMP);
        }
        if (kinds.contains(Kind.TEXT) && !kinds.contains(Kind.JSON) && !kinds.contains(Kind.BYTES)) {
            return unified(to.texts(terms), Kind.TEXT);
        }
        throw terms.get(0).refused("its alternatives are of different types");
    }

    private static Unification numbers(List<Term> terms, Set<Kind> kinds, Coercions to) {
        boolean truth = kinds.contains(Kind.BOOLEAN)
                && terms.stream()
                        .allMatch(term -> term.kind() == Kind.BOOLEAN
                                || term.kind() == Kind.NULL
                                || Literals.truth(term).isPresent());
        if (truth) {
            List<Term> conditions = terms.stream()
                    .map(term -> term.kind() == Kind.NULL ? term : to.condition(term))
                    .toList();
            return unified(conditions, Kind.BOOLEAN);
        }
        if (kinds.contains(Kind.DOUBLE)) {
            return unified(terms.stream().map(to::doublePrecision).toList(), Kind.DOUBLE);
        }
        Kind kind = kinds.contains(Kind.NUMERIC) ? Kind.NUMERIC : Kind.INTEGER;
        return unified(terms.stream().map(to::number).toList(), kind);
    }

    private static Unification unified(List<Term> terms, Kind kind) {
        Facts texts = TextFolding.facts(terms);
        boolean wide = terms.stream().anyMatch(term -> term.facts().width() == Width.WIDE);
        boolean notNegative = terms.stream().allMatch(term -> term.facts().sign() == Sign.NOT_NEGATIVE);
        int scale = terms.stream()
                .mapToInt(term -> term.facts().scale().orElse(0))
                .max()
                .orElse(0);
        Facts facts = texts.with(wide ? Width.WIDE : Width.NARROW)
                .with(notNegative ? Sign.NOT_NEGATIVE : Sign.ANY)
                .withScale(scale);
        return new Unification(terms, kind, facts);
    }

    Term term(int index) {
        return terms.get(index);
    }
}
