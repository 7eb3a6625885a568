package io.sluice.schema.expression;

import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.RuntimeFunctionCallContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Reads calls of functions, and gives those with a syntax of their own plain arguments. */
final class CallReader {

    private CallReader() {}

    static Node read(MySqlParser.FunctionCallContext tree) {
        List<String> path = tree.pureIdentifier() == null
                ? SimpleNodeReader.path(tree.qualifiedIdentifier())
                : List.of(LiteralReader.name(tree.pureIdentifier().getText()));
        Place place = MySqlText.place(tree);
        if (path.size() > 1) {
            throw new NoCounterpartException(place, "stored functions are not translated");
        }
        String name = NodeReader.lower(path.get(0));
        // Aggregates that the grammar takes for any function.
        return name.equals("avg") || name.equals("any_value")
                ? new Node.Aggregate(name, false, arguments(tree), List.of(), "", place)
                : new Node.Call(name, arguments(tree), place);
    }

    static Node read(RuntimeFunctionCallContext tree) {
        String name = NodeReader.lower(tree.getStart().getText());
        Place place = MySqlText.place(tree);
        if (tree.trimFunction() != null) {
            return trim(tree.trimFunction(), place);
        }
        if (tree.POSITION_SYMBOL() != null) {
            return NodeReader.call(tree, "locate", NodeReader.read(tree.bitExpr()), NodeReader.read(tree.expr(0)));
        }
        if (tree.timeFunctionParameters() != null) {
            return new Node.Call(name, precision(tree.timeFunctionParameters()), place);
        }
        if (tree.EXTRACT_SYMBOL() != null) {
            return unit(tree, name, tree.interval());
        }
        if (tree.intervalTimeStamp() != null) {
            return tree.TIMESTAMPADD_SYMBOL() != null ? added(tree, place) : unit(tree, name, tree.intervalTimeStamp());
        }
        if (tree.interval() != null) {
            String operator = name.equals("date_sub") || name.equals("subdate") ? "-" : "+";
            return NodeReader.call(
                    tree, operator, NodeReader.read(tree.expr(0)), NodeReader.interval(tree.expr(1), tree.interval()));
        }
        boolean special = tree.charsetName() != null
                || tree.textLiteral() != null
                || tree.geometryFunction() != null
                || tree.userFunction() != null
                || tree.dateTimeTtype() != null
                || tree.WEIGHT_STRING_SYMBOL() != null
                || tree.VALUES_SYMBOL() != null;
        if (special) {
            throw NodeReader.unknown(tree);
        }
        return new Node.Call(name, arguments(tree), place);
    }

    /** {@code trim leading}, {@code trim trailing} or {@code trim both} of a text and what to take off. */
    private static Node trim(MySqlParser.TrimFunctionContext tree, Place place) {
        String side = tree.LEADING_SYMBOL() != null ? "leading" : tree.TRAILING_SYMBOL() != null ? "trailing" : "both";
        List<Node> arguments = arguments(tree);
        Node text = arguments.get(arguments.size() - 1);
        Node taken = arguments.size() == 2 ? arguments.get(0) : new Node.Text(" ", place);
        return new Node.Call("trim " + side, List.of(text, taken), place);
    }

    private static List<Node> precision(MySqlParser.TimeFunctionParametersContext tree) {
        return tree.fractionalPrecision() == null
                ? List.of()
                : List.of(new Node.Numeral(tree.fractionalPrecision().getText(), MySqlText.place(tree)));
    }

    /** {@code extract year}, {@code timestampdiff day}: the unit becomes part of the name. */
    private static Node unit(RuntimeFunctionCallContext tree, String name, ParserRuleContext unit) {
        return new Node.Call(name + " " + NodeReader.lower(unit.getText()), arguments(tree), MySqlText.place(tree));
    }

    private static Node added(RuntimeFunctionCallContext tree, Place place) {
        Node interval = NodeReader.interval(tree.expr(0), tree.intervalTimeStamp());
        return new Node.Call("+", List.of(NodeReader.read(tree.expr(1)), interval), place);
    }

    /** The outermost expressions below a call. */
    static List<Node> arguments(ParserRuleContext tree) {
        List<Node> arguments = new ArrayList<>();
        for (ParseTree child : tree.children == null ? List.<ParseTree>of() : tree.children) {
            if (child instanceof MySqlParser.ExprContext expression) {
                arguments.add(NodeReader.read(expression));
            } else if (child instanceof ParserRuleContext inner && !(child instanceof TerminalNode)) {
                arguments.addAll(arguments(inner));
            }
        }
        return arguments;
    }
}
