package io.sluice.schema.expression;

import java.util.ArrayList;
import java.util.List;

/** Translates a tree, each kind of node by those who know it. */
final class Translator {

    /** What the columns of an expression, and the parts of it that only a view may have, become. */
    interface Surroundings {

        Term column(Node.Column column);

        default Term aggregate(Node.Aggregate aggregate, Translator translator) {
            throw new NoCounterpartException(aggregate.place(), "an aggregate has no place here");
        }

        default Term window(Node.Window window, Translator translator) {
            throw new NoCounterpartException(window.place(), "a function over the rows around has no place here");
        }

        default Term subQuery(Node.SubQuery query) {
            throw new NoCounterpartException(query.place(), "a subquery has no place here");
        }
    }

    private final Surroundings surroundings;
    private final Outcome outcome;
    private final Coercions coercions;

    Translator(Surroundings surroundings, Outcome outcome, Zone zone) {
        this.surroundings = surroundings;
        this.outcome = outcome;
        this.coercions = new Coercions(outcome, zone);
    }

    Outcome outcome() {
        return outcome;
    }

    Coercions coercions() {
        return coercions;
    }

    Term term(Node node) {
        if (node instanceof Node.Column column) {
            return surroundings.column(column);
        }
        if (node instanceof Node.Call call) {
            return call(call);
        }
        if (node instanceof Node.Case choice) {
            return Choices.translate(choice, this);
        }
        if (node instanceof Node.Cast cast) {
            return Casts.translate(cast, this);
        }
        if (node instanceof Node.Collate collate) {
            return Casts.translate(collate, this);
        }
        if (node instanceof Node.Aggregate aggregate) {
            return surroundings.aggregate(aggregate, this);
        }
        if (node instanceof Node.Window window) {
            return surroundings.window(window, this);
        }
        if (node instanceof Node.SubQuery query) {
            return surroundings.subQuery(query);
        }
        return literal(node);
    }

    private static Term literal(Node node) {
        if (node instanceof Node.Numeral number) {
            return Literals.number(number);
        }
        if (node instanceof Node.Text text) {
            return Literals.text(text);
        }
        if (node instanceof Node.Bytes bytes) {
            return Literals.bytes(bytes);
        }
        if (node instanceof Node.Bool bool) {
            return Literals.bool(bool);
        }
        if (node instanceof Node.Null) {
            return Term.atom("NULL", Kind.NULL, node.place());
        }
        if (node instanceof Node.Temporal temporal) {
            return Literals.temporal(temporal);
        }
        throw new NoCounterpartException(
                node.place(), "PostgreSQL has no counterpart of this construct that Sluice knows");
    }

    private Term call(Node.Call call) {
        Term term = Functions.of(call).translate(call, this);
        return new Term(term.sql(), term.kind(), term.shape(), term.facts(), call.place());
    }

    List<Term> terms(List<Node> nodes) {
        List<Term> terms = new ArrayList<>();
        nodes.forEach(node -> terms.add(term(node)));
        return terms;
    }

    Term argument(Node.Call call, int index) {
        return term(call.argument(index));
    }
}
