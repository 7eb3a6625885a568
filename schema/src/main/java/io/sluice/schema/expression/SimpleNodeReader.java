package io.sluice.schema.expression;

import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SimpleExprContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** Reads what operators combine: columns, literals, calls, CASE and CAST. */
final class SimpleNodeReader {

    private SimpleNodeReader() {}

    static Node read(SimpleExprContext tree) {
        Place place = MySqlText.place(tree);
        if (tree instanceof MySqlParser.SimpleExprColumnRefContext column) {
            return column(column, place);
        }
        if (tree instanceof MySqlParser.SimpleExprLiteralContext literal) {
            return LiteralReader.read(literal.literalOrNull());
        }
        if (tree instanceof MySqlParser.SimpleExprListContext list) {
            List<Node> values =
                    list.exprList().expr().stream().map(NodeReader::read).toList();
            return values.size() == 1 ? values.get(0) : new Node.Row(values, place);
        }
        if (tree instanceof MySqlParser.SimpleExprFunctionContext function) {
            return CallReader.read(function.functionCall());
        }
        if (tree instanceof MySqlParser.SimpleExprRuntimeFunctionContext function) {
            return CallReader.read(function.runtimeFunctionCall());
        }
        if (tree instanceof MySqlParser.SimpleExprCaseContext choice) {
            return choice(choice, place);
        }
        if (tree instanceof MySqlParser.SimpleExprUnaryContext unary) {
            return NodeReader.call(tree, "unary " + unary.op.getText(), read(unary.simpleExpr()));
        }
        if (tree instanceof MySqlParser.SimpleExprNotContext not) {
            return NodeReader.call(tree, "not", read(not.simpleExpr()));
        }
        return cast(tree, place);
    }

    private static Node cast(SimpleExprContext tree, Place place) {
        if (tree instanceof MySqlParser.SimpleExprCastContext cast
                && cast.arrayCast() == null
                && cast.AT_SYMBOL() == null) {
            return cast(NodeReader.read(cast.expr()), cast.castType(), place);
        }
        if (tree instanceof MySqlParser.SimpleExprConvertContext convert) {
            return cast(NodeReader.read(convert.expr()), convert.castType(), place);
        }
        if (tree instanceof MySqlParser.SimpleExprConvertUsingContext using) {
            Node value = NodeReader.read(using.expr());
            return new Node.Cast(value, charset(using.charsetName().getText()), List.of(), place);
        }
        if (tree instanceof MySqlParser.SimpleExprBinaryContext binary) {
            return new Node.Cast(read(binary.simpleExpr()), "binary", List.of(), place);
        }
        if (tree instanceof MySqlParser.SimpleExprCollateContext collate) {
            String name = LiteralReader.name(collate.textOrIdentifier().getText());
            return new Node.Collate(read(collate.simpleExpr()), NodeReader.lower(name), place);
        }
        if (tree instanceof MySqlParser.SimpleExprSubQueryContext query) {
            Node.SubQuery.Use use = query.EXISTS_SYMBOL() == null ? Node.SubQuery.Use.VALUE : Node.SubQuery.Use.EXISTS;
            return new Node.SubQuery(use, query.subquery(), place);
        }
        if (tree instanceof MySqlParser.SimpleExprWindowingFunctionContext window) {
            return WindowReader.read(window.windowFunctionCall());
        }
        if (tree instanceof MySqlParser.SimpleExprSumContext sum) {
            return AggregateReader.read(sum.sumExpr());
        }
        throw NodeReader.unknown(tree);
    }

    private static Node column(MySqlParser.SimpleExprColumnRefContext tree, Place place) {
        Node column = new Node.Column(path(tree.columnRef()), MySqlText.place(tree.columnRef()));
        MySqlParser.JsonOperatorContext operator = tree.jsonOperator();
        if (operator == null) {
            return column;
        }
        Node path = new Node.Text(
                LiteralReader.unquoted(operator.textStringLiteral().getText()), MySqlText.place(operator));
        Node extracted = new Node.Call("json_extract", List.of(column, path), place);
        return operator.JSON_UNQUOTED_SEPARATOR_SYMBOL() == null
                ? extracted
                : new Node.Call("json_unquote", List.of(extracted), place);
    }

    /** The names of a column reference, from the widest to the column's. */
    static List<String> path(ParseTree tree) {
        List<String> names = new ArrayList<>();
        collect(tree, names);
        return names;
    }

    private static void collect(ParseTree tree, List<String> names) {
        if (tree instanceof MySqlParser.IdentifierContext name) {
            names.add(LiteralReader.name(name.getText()));
            return;
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            collect(tree.getChild(i), names);
        }
    }

    private static Node choice(MySqlParser.SimpleExprCaseContext tree, Place place) {
        List<Node.When> whens = new ArrayList<>();
        for (int i = 0; i < tree.whenExpression().size(); i++) {
            whens.add(new Node.When(
                    NodeReader.read(tree.whenExpression(i).expr()),
                    NodeReader.read(tree.thenExpression(i).expr())));
        }
        return new Node.Case(
                Optional.ofNullable(tree.expr()).map(NodeReader::read),
                whens,
                Optional.ofNullable(tree.elseExpression()).map(other -> NodeReader.read(other.expr())),
                place);
    }

    private static Node cast(Node value, MySqlParser.CastTypeContext type, Place place) {
        String name = NodeReader.lower(type.getStart().getText());
        if (type.charsetWithOptBinary() != null
                && NodeReader.lower(type.charsetWithOptBinary().getText()).endsWith("binary")) {
            name = "binary";
        }
        return new Node.Cast(value, name, numbers(type), place);
    }

    private static List<Integer> numbers(ParserRuleContext type) {
        List<Integer> numbers = new ArrayList<>();
        for (ParseTree child : type.children) {
            if (child instanceof MySqlParser.CharsetWithOptBinaryContext) {
                continue;
            }
            if (child instanceof ParserRuleContext inner) {
                numbers.addAll(numbers(inner));
            } else if (Character.isDigit(child.getText().charAt(0))) {
                numbers.add(Integer.valueOf(child.getText()));
            }
        }
        return numbers;
    }

    private static String charset(String name) {
        return NodeReader.lower(LiteralReader.name(name)).equals("binary") ? "binary" : "char";
    }
}
