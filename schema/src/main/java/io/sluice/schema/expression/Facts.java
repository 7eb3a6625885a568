package io.sluice.schema.expression;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What else is known of a translated expression.
 *
 * @param scale digits after the point of a decimal number; fractional digits of seconds of a time
 * @param comparison of a text; empty where that is for the other side to say, as with a literal
 * @param labels of ENUM and SET
 * @param literal what it was, if it is a literal
 */
record Facts(
        Width width,
        Sign sign,
        OptionalInt scale,
        Optional<TextComparison> comparison,
        List<String> labels,
        Optional<Node> literal) {

    static final Facts NONE =
            new Facts(Width.NARROW, Sign.ANY, OptionalInt.empty(), Optional.empty(), List.of(), Optional.empty());

    /** Of an integer: whether adding or multiplying could leave PostgreSQL's type. Of a float: real is narrow. */
    enum Width {
        NARROW,
        WIDE
    }

    enum Sign {
        ANY,
        NOT_NEGATIVE
    }

    Facts {
        labels = List.copyOf(labels);
    }

    Facts with(Width other) {
        return new Facts(other, sign, scale, comparison, labels, literal);
    }

    Facts with(Sign other) {
        return new Facts(width, other, scale, comparison, labels, literal);
    }

    Facts withScale(int other) {
        return new Facts(width, sign, OptionalInt.of(other), comparison, labels, literal);
    }

    Facts with(TextComparison other) {
        return new Facts(width, sign, scale, Optional.of(other), labels, literal);
    }

    Facts withLabels(List<String> other) {
        return new Facts(width, sign, scale, comparison, other, literal);
    }

    Facts with(Node other) {
        return new Facts(width, sign, scale, comparison, labels, Optional.of(other));
    }
}
