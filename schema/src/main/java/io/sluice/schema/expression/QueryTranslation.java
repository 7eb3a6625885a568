package io.sluice.schema.expression;

import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QueryExpressionBodyContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QueryExpressionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QueryExpressionParensContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QueryPrimaryContext;
import io.sluice.core.name.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** Translates whole queries: what UNION combines, and their order and limit. */
final class QueryTranslation {

    private final Relations relations;
    private final Outcome outcome;

    QueryTranslation(Relations relations, Outcome outcome) {
        this.relations = relations;
        this.outcome = outcome;
    }

    Relations relations() {
        return relations;
    }

    Outcome outcome() {
        return outcome;
    }

    Query translate(MySqlParser.SelectStatementContext tree) {
        if (tree.queryExpression() == null || tree.lockingClauseList() != null) {
            throw NodeReader.unknown(tree);
        }
        return translate(tree.queryExpression(), Optional.empty());
    }

    /** @param outer what a subquery may name besides its own tables */
    Query translate(MySqlParser.SubqueryContext tree, Optional<Sources> outer) {
        return translate(tree.queryExpressionParens(), outer);
    }

    private Query translate(QueryExpressionParensContext tree, Optional<Sources> outer) {
        if (tree.queryExpressionParens() != null) {
            return translate(tree.queryExpressionParens(), outer);
        }
        MySqlParser.QueryExpressionWithOptLockingClausesContext inner = tree.queryExpressionWithOptLockingClauses();
        if (inner.lockingClauseList() != null) {
            throw NodeReader.unknown(inner);
        }
        return translate(inner.queryExpression(), outer);
    }

    private Query translate(QueryExpressionContext tree, Optional<Sources> outer) {
        if (tree.withClause() != null) {
            throw new NoCounterpartException(MySqlText.place(tree.withClause()), "WITH is not translated");
        }
        List<Node.Order> order = tree.orderClause() == null ? List.of() : AggregateReader.order(tree.orderClause());
        boolean single = tree.queryExpressionBody().getChildCount() == 1
                && tree.queryExpressionBody().queryPrimary() != null;
        Query body = single
                ? select(tree.queryExpressionBody().queryPrimary(), order, outer)
                : combined(tree.queryExpressionBody(), order, outer);
        return new Query(body.sql() + limit(tree.limitClause()), body.columns());
    }

    private Query select(QueryPrimaryContext tree, List<Node.Order> order, Optional<Sources> outer) {
        if (tree.querySpecification() == null) {
            throw NodeReader.unknown(tree);
        }
        return new SelectTranslation(tree.querySpecification(), this, outer).translate(order);
    }

    private Query combined(QueryExpressionBodyContext tree, List<Node.Order> order, Optional<Sources> outer) {
        Query all = body(tree, outer);
        List<String> keys = new ArrayList<>();
        for (Node.Order each : order) {
            Node.Column column = each.value() instanceof Node.Column name ? name : null;
            String name = column == null ? "" : column.name();
            Query.Column found = all.column(name)
                    .orElseThrow(() -> new NoCounterpartException(
                            each.value().place(), "a UNION is ordered by other than its columns"));
            keys.add(Ordering.key(Identifiers.quote(Identifiers.fitted(found.name())), found.term(), each, outcome));
        }
        return keys.isEmpty() ? all : new Query(all.sql() + "\nORDER BY " + String.join(", ", keys), all.columns());
    }

    private Query body(QueryExpressionBodyContext tree, Optional<Sources> outer) {
        StringBuilder sql = new StringBuilder();
        List<Query.Column> columns = null;
        for (ParseTree child : tree.children) {
            if (child instanceof ParserRuleContext part && !(child instanceof MySqlParser.UnionOptionContext)) {
                Query query = part(part, outer);
                columns = columns == null ? query.columns() : united(columns, query, part);
                sql.append(query.sql());
            } else if (child instanceof MySqlParser.UnionOptionContext option) {
                sql.append(option.ALL_SYMBOL() == null ? "" : "ALL\n");
            } else if (NodeReader.lower(child.getText()).equals("union")) {
                sql.append("\nUNION ");
            } else {
                throw NodeReader.unknown(tree);
            }
        }
        return new Query(sql.toString(), columns == null ? List.of() : columns);
    }

    private Query part(ParserRuleContext tree, Optional<Sources> outer) {
        if (tree instanceof QueryPrimaryContext primary) {
            return select(primary, List.of(), outer);
        }
        if (tree instanceof QueryExpressionBodyContext inner) {
            return body(inner, outer);
        }
        if (tree instanceof QueryExpressionParensContext parens) {
            Query inner = translate(parens, outer);
            return new Query("(" + inner.sql() + ")", inner.columns());
        }
        throw NodeReader.unknown(tree);
    }

    /** MySQL converts what differs; PostgreSQL refuses, or converts otherwise. */
    private static List<Query.Column> united(List<Query.Column> first, Query second, ParserRuleContext place) {
        if (first.size() != second.columns().size()) {
            throw NodeReader.unknown(place);
        }
        for (int i = 0; i < first.size(); i++) {
            Kind left = first.get(i).term().kind();
            Kind right = second.columns().get(i).term().kind();
            boolean numbers = left.number() && right.number();
            if (left != right && !numbers && left != Kind.NULL && right != Kind.NULL) {
                throw second.columns()
                        .get(i)
                        .term()
                        .refused("the parts of a UNION have " + left.words() + " and " + right.words()
                                + " in one column");
            }
        }
        return first;
    }

    private static String limit(MySqlParser.LimitClauseContext tree) {
        if (tree == null) {
            return "";
        }
        List<String> numbers = new ArrayList<>();
        for (MySqlParser.LimitOptionContext option : tree.limitOptions().limitOption()) {
            if (option.identifier() != null || option.PARAM_MARKER() != null) {
                throw NodeReader.unknown(option);
            }
            numbers.add(option.getText());
        }
        if (numbers.size() == 1) {
            return "\nLIMIT " + numbers.get(0);
        }
        boolean offsetFirst = tree.limitOptions().COMMA_SYMBOL() != null;
        return "\nLIMIT " + numbers.get(offsetFirst ? 1 : 0) + " OFFSET " + numbers.get(offsetFirst ? 0 : 1);
    }
}
