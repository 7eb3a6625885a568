package io.sluice.schema.expression;

import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.BitExprContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.BoolPriContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PredicateContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PredicateOperationsContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** Reads the grammar's operators; what they combine is read by {@link SimpleNodeReader}. */
final class NodeReader {

    private NodeReader() {}

    static Node read(ExprContext tree) {
        if (tree instanceof MySqlParser.ExprIsContext is) {
            Node value = read(is.boolPri());
            return is.type == null
                    ? value
                    : negated(is.notRule(), call(tree, "is " + lower(is.type.getText()), value), tree);
        }
        if (tree instanceof MySqlParser.ExprNotContext not) {
            return call(tree, "not", read(not.expr()));
        }
        if (tree instanceof MySqlParser.ExprAndContext and) {
            return call(tree, "and", read(and.expr(0)), read(and.expr(1)));
        }
        if (tree instanceof MySqlParser.ExprXorContext xor) {
            return call(tree, "xor", read(xor.expr(0)), read(xor.expr(1)));
        }
        if (tree instanceof MySqlParser.ExprOrContext or) {
            return call(tree, "or", read(or.expr(0)), read(or.expr(1)));
        }
        throw unknown(tree);
    }

    private static Node read(BoolPriContext tree) {
        if (tree instanceof MySqlParser.PrimaryExprPredicateContext predicate) {
            return read(predicate.predicate());
        }
        if (tree instanceof MySqlParser.PrimaryExprIsNullContext isNull) {
            return negated(isNull.notRule(), call(tree, "is null", read(isNull.boolPri())), tree);
        }
        if (tree instanceof MySqlParser.PrimaryExprCompareContext compare) {
            String operator = compare.compOp().getText();
            return call(
                    tree, operator.equals("!=") ? "<>" : operator, read(compare.boolPri()), read(compare.predicate()));
        }
        throw unknown(tree);
    }

    private static Node read(PredicateContext tree) {
        Node value = read(tree.bitExpr(0));
        if (tree.predicateOperations() != null) {
            return negated(tree.notRule(), operation(value, tree.predicateOperations(), tree), tree);
        }
        if (tree.MEMBER_SYMBOL() != null) {
            return call(
                    tree,
                    "member of",
                    value,
                    SimpleNodeReader.read(tree.simpleExprWithParentheses().simpleExpr()));
        }
        if (tree.SOUNDS_SYMBOL() != null) {
            throw unknown(tree);
        }
        return value;
    }

    private static Node operation(Node value, PredicateOperationsContext tree, PredicateContext whole) {
        if (tree instanceof MySqlParser.PredicateExprInContext in) {
            List<Node> operands = new ArrayList<>(List.of(value));
            if (in.subquery() != null) {
                operands.add(new Node.SubQuery(Node.SubQuery.Use.VALUE, in.subquery(), MySqlText.place(in.subquery())));
            } else {
                in.exprList().expr().forEach(each -> operands.add(read(each)));
            }
            return new Node.Call("in", operands, MySqlText.place(whole));
        }
        if (tree instanceof MySqlParser.PredicateExprBetweenContext between) {
            return call(whole, "between", value, read(between.bitExpr()), read(between.predicate()));
        }
        if (tree instanceof MySqlParser.PredicateExprLikeContext like) {
            List<Node> operands = new ArrayList<>(List.of(value));
            like.simpleExpr().forEach(each -> operands.add(SimpleNodeReader.read(each)));
            return new Node.Call("like", operands, MySqlText.place(whole));
        }
        if (tree instanceof MySqlParser.PredicateExprRegexContext regex) {
            return call(whole, "regexp_like", value, read(regex.bitExpr()));
        }
        throw unknown(tree);
    }

    static Node read(BitExprContext tree) {
        if (tree.simpleExpr() != null) {
            return SimpleNodeReader.read(tree.simpleExpr());
        }
        String operator = lower(tree.op.getText());
        Node left = read(tree.bitExpr(0));
        Node right = tree.interval() != null ? interval(tree.expr(), tree.interval()) : read(tree.bitExpr(1));
        return call(tree, operator.equals("mod") ? "%" : operator, left, right);
    }

    static Node.Interval interval(ExprContext amount, ParserRuleContext unit) {
        return new Node.Interval(read(amount), unit.getText().toUpperCase(Locale.ROOT), MySqlText.place(amount));
    }

    private static Node negated(ParseTree not, Node node, ParserRuleContext tree) {
        return not == null ? node : call(tree, "not", node);
    }

    static Node.Call call(ParserRuleContext tree, String name, Node... arguments) {
        return new Node.Call(name, List.of(arguments), MySqlText.place(tree));
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static NoCounterpartException unknown(ParserRuleContext tree) {
        return new NoCounterpartException(
                MySqlText.place(tree), "PostgreSQL has no counterpart of this construct that Sluice knows");
    }
}
