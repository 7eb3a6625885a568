package io.sluice.schema.expression;

import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.WindowFunctionCallContext;
import java.util.ArrayList;
import java.util.List;

/** Reads functions over the rows around: ROW_NUMBER, LAG and the like, and their OVER. */
final class WindowReader {

    private WindowReader() {}

    static Node read(WindowFunctionCallContext tree) {
        Place place = MySqlText.place(tree);
        if (tree.nullTreatment() != null || tree.NTILE_SYMBOL() != null || tree.NTH_VALUE_SYMBOL() != null) {
            throw NodeReader.unknown(tree);
        }
        List<Node> arguments = new ArrayList<>();
        if (tree.expr() != null) {
            arguments.add(NodeReader.read(tree.expr()));
        }
        if (tree.exprWithParentheses() != null) {
            arguments.add(NodeReader.read(tree.exprWithParentheses().expr()));
        }
        if (tree.leadLagInfo() != null) {
            arguments.addAll(distance(tree.leadLagInfo()));
        }
        Node function = new Node.Call(NodeReader.lower(tree.getStart().getText()), arguments, place);
        return over(function, tree.windowingClause(), place);
    }

    private static List<Node> distance(MySqlParser.LeadLagInfoContext tree) {
        if (tree.PARAM_MARKER() != null || tree.expr() != null) {
            throw NodeReader.unknown(tree);
        }
        String digits = tree.getChild(1).getText();
        return List.of(new Node.Numeral(digits, MySqlText.place(tree)));
    }

    static Node over(Node function, MySqlParser.WindowingClauseContext tree, Place place) {
        if (tree.windowSpec() == null) {
            throw NodeReader.unknown(tree);
        }
        MySqlParser.WindowSpecDetailsContext details = tree.windowSpec().windowSpecDetails();
        if (details.windowName() != null || details.windowFrameClause() != null) {
            throw NodeReader.unknown(tree);
        }
        List<Node> partition = details.orderList() == null
                ? List.of()
                : AggregateReader.order(details.orderList()).stream()
                        .map(Node.Order::value)
                        .toList();
        List<Node.Order> order =
                details.orderClause() == null ? List.of() : AggregateReader.order(details.orderClause());
        return new Node.Window(function, partition, order, place);
    }
}
