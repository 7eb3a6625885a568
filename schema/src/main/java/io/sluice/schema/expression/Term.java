package io.sluice.schema.expression;

/** A translated expression. */
record Term(String sql, Kind kind, Shape shape, Facts facts, Place place) {

    /** Whether an operator may stand beside it, or a cast behind it, without parentheses. */
    enum Shape {
        ATOM,
        COMPOUND
    }

    static Term atom(String sql, Kind kind, Place place) {
        return new Term(sql, kind, Shape.ATOM, Facts.NONE, place);
    }

    static Term compound(String sql, Kind kind, Place place) {
        return new Term(sql, kind, Shape.COMPOUND, Facts.NONE, place);
    }

    Term with(Facts other) {
        return new Term(sql, kind, shape, other, place);
    }

    Term as(Kind other) {
        return new Term(sql, other, shape, facts, place);
    }

    /** The SQL beside an operator. */
    String operand() {
        return shape == Shape.ATOM ? sql : "(" + sql + ")";
    }

    /** Cast to a type by its name; the facts are the caller's to say. */
    Term cast(String type, Kind kind) {
        return new Term(operand() + "::" + type, kind, Shape.ATOM, Facts.NONE, place);
    }

    boolean literal() {
        return facts.literal().isPresent();
    }

    NoCounterpartException refused(String reason) {
        return new NoCounterpartException(place, reason);
    }
}
