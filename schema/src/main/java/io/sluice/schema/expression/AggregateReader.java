package io.sluice.schema.expression;

import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import java.util.List;

/** Reads COUNT, SUM and the like. */
final class AggregateReader {

    private static final String DEFAULT_SEPARATOR = ",";

    private AggregateReader() {}

    static Node read(MySqlParser.SumExprContext tree) {
        Place place = MySqlText.place(tree);
        if (tree.jsonFunction() != null) {
            if (tree.jsonFunction().windowingClause() != null) {
                throw NodeReader.unknown(tree);
            }
            String name = NodeReader.lower(tree.getStart().getText());
            return new Node.Aggregate(name, false, CallReader.arguments(tree.jsonFunction()), List.of(), "", place);
        }
        List<Node.Order> order = tree.orderClause() == null ? List.of() : order(tree.orderClause());
        String separator = tree.textString() == null
                ? DEFAULT_SEPARATOR
                : LiteralReader.unquoted(tree.textString().getText());
        Node aggregate = new Node.Aggregate(
                NodeReader.lower(tree.name.getText()),
                tree.DISTINCT_SYMBOL() != null,
                tree.exprList() == null ? ofOne(tree) : listed(tree.exprList()),
                order,
                separator,
                place);
        return tree.windowingClause() == null ? aggregate : WindowReader.over(aggregate, tree.windowingClause(), place);
    }

    private static List<Node> ofOne(MySqlParser.SumExprContext tree) {
        return tree.inSumExpr() == null
                ? List.of()
                : List.of(NodeReader.read(tree.inSumExpr().expr()));
    }

    private static List<Node> listed(MySqlParser.ExprListContext list) {
        return list.expr().stream().map(NodeReader::read).toList();
    }

    static List<Node.Order> order(MySqlParser.OrderClauseContext clause) {
        return order(clause.orderList());
    }

    static List<Node.Order> order(MySqlParser.OrderListContext list) {
        return list.orderExpression().stream()
                .map(each -> new Node.Order(
                        NodeReader.read(each.expr()),
                        each.direction() != null && each.direction().DESC_SYMBOL() != null))
                .toList();
    }
}
