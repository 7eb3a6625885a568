package io.sluice.schema.expression;

import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;

/** A text in MySQL's SQL, parsed. */
final class MySqlText {

    private final CharStream characters;

    private MySqlText(CharStream characters) {
        this.characters = characters;
    }

    static MySqlParser.ExprContext expression(String text) {
        return new MySqlText(CharStreams.fromString(text)).parse(MySqlParser::expr);
    }

    static MySqlParser.SelectStatementContext select(String text) {
        return new MySqlText(CharStreams.fromString(text)).parse(MySqlParser::selectStatement);
    }

    /** What a part of the tree was read from. */
    static Place place(ParserRuleContext tree) {
        Token start = tree.getStart();
        Token stop = tree.getStop() == null ? start : tree.getStop();
        int last = Math.max(start.getStartIndex(), stop.getStopIndex());
        return new Place(
                start.getInputStream().getText(Interval.of(start.getStartIndex(), last)), start.getStartIndex() + 1);
    }

    private <T extends ParserRuleContext> T parse(Function<MySqlParser, T> rule) {
        MySqlLexer lexer = new MySqlLexer(characters);
        // Otherwise a text in double quotes would be a name.
        lexer.sqlModes = Set.of();
        MySqlParser parser = new MySqlParser(new CommonTokenStream(lexer));
        parser.sqlModes = Set.of();
        Refusal refusal = new Refusal();
        lexer.removeErrorListeners();
        parser.removeErrorListeners();
        lexer.addErrorListener(refusal);
        parser.addErrorListener(refusal);
        T tree = rule.apply(parser);
        Token next = parser.getCurrentToken();
        if (next.getType() != Token.EOF) {
            throw refused(next.getStartIndex());
        }
        return tree;
    }

    private NoCounterpartException refused(int index) {
        int from = Math.min(index, characters.size());
        String rest = from < characters.size() ? characters.getText(Interval.of(from, characters.size() - 1)) : "";
        return new NoCounterpartException(new Place(rest, from + 1), "Sluice's parser does not understand it");
    }

    /** Stops at the first error: a tree that was mended would be a guess. */
    private final class Refusal extends BaseErrorListener {
        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object offending,
                int line,
                int column,
                String message,
                RecognitionException cause) {
            int index = offending instanceof Token token ? token.getStartIndex() : startOf(line) + column;
            throw refused(index);
        }

        private int startOf(int line) {
            String text = characters.toString();
            int start = 0;
            for (int seen = 1; seen < line; seen++) {
                start = text.indexOf('\n', start) + 1;
            }
            return start;
        }
    }
}
