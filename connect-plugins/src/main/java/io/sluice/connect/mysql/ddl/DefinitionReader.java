package io.sluice.connect.mysql.ddl;

import io.sluice.connect.mysql.ddl.ColumnClause.Definition;
import io.sluice.connect.mysql.ddl.SqlToken.Kind;
import io.sluice.core.ddl.ColumnStructure.Default;
import java.util.Optional;
import java.util.Set;

/** Reads a column's definition after its name: the attributes, whatever the type is. */
final class DefinitionReader {

    private static final Set<String> NOW =
            Set.of("CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP", "CURRENT_DATE", "CURDATE");

    private final String sql;
    private final TokenCursor cursor;

    DefinitionReader(SqlScanner.Scanned statement, TokenCursor cursor) {
        this.sql = statement.plain();
        this.cursor = cursor;
    }

    ColumnClause read(String name, Optional<String> formerName) {
        Default defaultValue = Default.NONE;
        boolean generated = false;
        boolean autoIncrement = false;
        Optional<String> onUpdate = Optional.empty();
        String comment = "";
        while (cursor.isThere()) {
            if (cursor.skip("DEFAULT")) {
                defaultValue = defaultValue();
            } else if (cursor.skip("COMMENT")) {
                comment = cursor.text().map(TextLiteral::unescaped).orElse("");
            } else if (cursor.skip("ON") && cursor.skip("UPDATE")) {
                onUpdate = Optional.of(call());
            } else if (cursor.skip("AS")) {
                generated = cursor.is("(");
            } else if (cursor.skip("(")) {
                cursor.toClosing();
            } else {
                autoIncrement |= cursor.is("AUTO_INCREMENT") || cursor.is("SERIAL");
                cursor.next();
            }
        }
        return new ColumnClause(
                name,
                formerName,
                Optional.of(defaultValue),
                Optional.of(new Definition(generated, autoIncrement, onUpdate, comment)));
    }

    /** The value after DEFAULT. */
    Default defaultValue() {
        if (!cursor.isThere() || cursor.skip("NULL")) {
            return Default.NONE;
        }
        int start = cursor.token().start();
        if (cursor.skip("(")) {
            TokenCursor inside = cursor.toClosing();
            int from = inside.isThere() ? inside.token().start() : start;
            int end = from;
            for (; inside.isThere(); inside.next()) {
                end = inside.token().end();
            }
            return Default.expression(sql.substring(from, end));
        }
        if (NOW.stream().anyMatch(cursor::is)) {
            return Default.expression(call());
        }
        if (cursor.is("TRUE") || cursor.is("FALSE")) {
            boolean truth = cursor.is("TRUE");
            cursor.next();
            return Default.literal(truth ? "1" : "0");
        }
        return cursor.token().kind() == Kind.WORD && isBeforeText() ? prefixed() : literal();
    }

    /** A text or a number, with its sign. */
    private Default literal() {
        Optional<String> text = cursor.text();
        if (text.isPresent()) {
            cursor.next();
            return Default.literal(TextLiteral.unescaped(text.get()));
        }
        StringBuilder number = new StringBuilder();
        int end = cursor.token().start();
        while (cursor.isThere() && cursor.token().start() == end) {
            number.append(cursor.token().text());
            end = cursor.token().end();
            boolean sign = cursor.is("-") || cursor.is("+");
            cursor.next();
            if (sign && cursor.isThere()) {
                end = cursor.token().start();
            }
        }
        return Default.literal(number.toString());
    }

    private boolean isBeforeText() {
        TokenCursor ahead = cursor.copy();
        ahead.next();
        return ahead.text().isPresent();
    }

    /** {@code b'101'}, {@code x'4142'}, {@code _utf8mb4'text'}, {@code DATE '2024-01-01'}. */
    private Default prefixed() {
        String prefix = cursor.name();
        String text = TextLiteral.unescaped(cursor.text().orElseThrow());
        cursor.next();
        if (prefix.equalsIgnoreCase("b")) {
            return Default.literal("b'" + text + "'");
        }
        return Default.literal(prefix.equalsIgnoreCase("x") ? "0x" + text : text);
    }

    /** A function's name, and its arguments if it has some. */
    private String call() {
        if (!cursor.isThere()) {
            return "";
        }
        StringBuilder call = new StringBuilder(cursor.name());
        if (cursor.skip("(")) {
            call.append('(');
            for (TokenCursor inside = cursor.toClosing(); inside.isThere(); inside.next()) {
                call.append(inside.token().text());
            }
            call.append(')');
        }
        return call.toString();
    }
}
