package io.sluice.schema.expression;

import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QuerySpecificationContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SelectItemContext;
import io.sluice.core.name.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates one SELECT. */
final class SelectTranslation {

    private final QuerySpecificationContext tree;
    private final QueryTranslation queries;
    private final Sources sources;
    private final Translator translator;
    private final Grouping grouping;

    SelectTranslation(QuerySpecificationContext tree, QueryTranslation queries, Optional<Sources> outer) {
        this.tree = tree;
        this.queries = queries;
        this.sources = new Sources(outer, queries);
        this.translator = new Translator(sources, queries.outcome(), Zone.SESSION);
        this.grouping = new Grouping(sources);
    }

    /** @param order of the query, which may name what is selected */
    Query translate(List<Node.Order> order) {
        if (tree.intoClause() != null || tree.windowClause() != null || tree.qualifyClause() != null) {
            throw NodeReader.unknown(tree);
        }
        String from = new FromTranslation(sources, queries, translator).translate(tree.fromClause());
        String where = tree.whereClause() == null
                ? ""
                : "\nWHERE " + condition(tree.whereClause().expr()).sql();
        sources.takeBareColumns();
        List<Query.Column> columns = columns();
        String group = group(columns);
        columns.forEach(sources::select);
        String having = having();
        String ordered = ordered(order, columns);
        if (distinct()) {
            columns.forEach(column -> noteFolding(column.term()));
        }
        String sql =
                "SELECT " + (distinct() ? "DISTINCT " : "") + list(columns) + from + where + group + having + ordered;
        return new Query(sql, columns);
    }

    private List<Query.Column> columns() {
        if (tree.selectItemList().MULT_OPERATOR() != null) {
            throw NodeReader.unknown(tree.selectItemList());
        }
        List<Query.Column> columns = new ArrayList<>();
        for (SelectItemContext item : tree.selectItemList().selectItem()) {
            if (item.expr() == null) {
                throw NodeReader.unknown(item);
            }
            Term term = translator.term(NodeReader.read(item.expr()));
            grouping.seen(term, sources.takeBareColumns());
            columns.add(new Query.Column(name(item), output(term)));
        }
        return columns;
    }

    private static String name(SelectItemContext item) {
        MySqlParser.SelectAliasContext alias = item.selectAlias();
        if (alias == null) {
            return MySqlText.place(item.expr()).text();
        }
        return alias.identifier() != null
                ? LiteralReader.name(alias.identifier().getText())
                : LiteralReader.unquoted(alias.textStringLiteral().getText());
    }

    /** A truth value that was computed is a number in MySQL; and a literal text has no type by itself. */
    private Term output(Term term) {
        boolean computed = term.kind() == Kind.BOOLEAN && (term.shape() == Term.Shape.COMPOUND || term.literal());
        if (computed) {
            return translator.coercions().number(term);
        }
        return term.kind() == Kind.TEXT && term.literal()
                ? term.cast("text", Kind.TEXT).with(term.facts())
                : term;
    }

    private String group(List<Query.Column> columns) {
        if (tree.groupByClause() == null) {
            grouping.check(List.of(), sources.aggregated());
            return "";
        }
        MySqlParser.GroupByClauseContext clause = tree.groupByClause();
        if (clause.orderList() == null || clause.olapOption() != null) {
            throw NodeReader.unknown(clause);
        }
        List<String> keys = new ArrayList<>();
        for (MySqlParser.OrderExpressionContext each : clause.orderList().orderExpression()) {
            keys.add(groupKey(NodeReader.read(each.expr()), columns));
        }
        sources.takeBareColumns();
        grouping.check(keys, true);
        return "\nGROUP BY " + String.join(", ", keys);
    }

    private void noteFolding(Term term) {
        if (TextFolding.folds(term, term)) {
            queries.outcome().note("texts that differ only by case or accents are different in groups and DISTINCT");
        }
    }

    private String groupKey(Node node, List<Query.Column> columns) {
        Term term = key(node, columns);
        noteFolding(term);
        if (term.literal()) {
            throw term.refused("a literal is grouped by");
        }
        return term.sql();
    }

    /** A column of a table, or else one of the select list, which MySQL prints as if it were a table's. */
    private Term key(Node node, List<Query.Column> columns) {
        try {
            return translator.term(node);
        } catch (NoCounterpartException e) {
            if (node instanceof Node.Column column) {
                return Query.find(columns, column.name())
                        .map(Query.Column::term)
                        .orElseThrow(() -> e);
            }
            throw e;
        }
    }

    private String having() {
        if (tree.havingClause() == null) {
            return "";
        }
        if (tree.groupByClause() == null && !sources.aggregated()) {
            throw new NoCounterpartException(
                    MySqlText.place(tree.havingClause()), "HAVING needs a GROUP BY in PostgreSQL");
        }
        Term condition = condition(tree.havingClause().expr());
        grouping.require(condition, sources.takeBareColumns());
        return "\nHAVING " + condition.sql();
    }

    private String ordered(List<Node.Order> order, List<Query.Column> columns) {
        List<String> keys = new ArrayList<>();
        for (Node.Order each : order) {
            Optional<Query.Column> selected =
                    each.value() instanceof Node.Column column && column.path().size() == 1
                            ? Query.find(columns, column.name())
                            : Optional.empty();
            if (selected.isPresent()) {
                String name =
                        Identifiers.quote(Identifiers.fitted(selected.get().name()));
                keys.add(Ordering.key(name, selected.get().term(), each, queries.outcome()));
                continue;
            }
            Term term = translator.term(each.value());
            grouping.require(term, sources.takeBareColumns());
            boolean listed =
                    columns.stream().anyMatch(column -> column.term().sql().equals(term.sql()));
            if (distinct() && !listed) {
                throw term.refused("it is ordered by what SELECT DISTINCT does not select");
            }
            keys.add(Ordering.key(term.sql(), term, each, queries.outcome()));
        }
        return keys.isEmpty() ? "" : "\nORDER BY " + String.join(", ", keys);
    }

    private Term condition(MySqlParser.ExprContext expression) {
        return translator.coercions().condition(translator.term(NodeReader.read(expression)));
    }

    private boolean distinct() {
        return tree.selectOption().stream()
                .anyMatch(option -> NodeReader.lower(option.getText()).equals("distinct"));
    }

    private static String list(List<Query.Column> columns) {
        List<String> items = columns.stream()
                .map(column -> column.term().sql() + " AS " + Identifiers.quote(Identifiers.fitted(column.name())))
                .toList();
        return String.join(", ", items);
    }
}
