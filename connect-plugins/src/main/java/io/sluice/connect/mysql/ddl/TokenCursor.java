package io.sluice.connect.mysql.ddl;

import java.util.List;
import java.util.Optional;

/** A place in a row of tokens. */
final class TokenCursor {

    private final List<SqlToken> tokens;
    private int at;

    TokenCursor(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    TokenCursor copy() {
        TokenCursor copy = new TokenCursor(tokens);
        copy.at = at;
        return copy;
    }

    boolean isThere() {
        return at < tokens.size();
    }

    /** The token at which it stands; there must be one. */
    SqlToken token() {
        return tokens.get(at);
    }

    void next() {
        at++;
    }

    boolean is(String word) {
        return isThere() && token().is(word);
    }

    boolean skip(String word) {
        boolean here = is(word);
        at += here ? 1 : 0;
        return here;
    }

    boolean isName() {
        return isThere() && token().isName();
    }

    /** The name at which it stands, which is passed; empty at the end. */
    String name() {
        return isThere() ? tokens.get(at++).text() : "";
    }

    /** The text in quotes at which it stands, as written between them; empty if there is none. */
    Optional<String> text() {
        return isThere() && token().kind() == SqlToken.Kind.TEXT ? Optional.of(token().text()) : Optional.empty();
    }

    /** What is up to the next comma outside of parentheses, which is passed with the comma. */
    TokenCursor toComma() {
        return to(",");
    }

    /** What is up to the parenthesis that closes the one before; both are passed. */
    TokenCursor toClosing() {
        return to(")");
    }

    private TokenCursor to(String end) {
        int from = at;
        int depth = 0;
        while (isThere() && (depth > 0 || !is(end))) {
            if (is("(")) {
                depth++;
            } else if (is(")")) {
                depth--;
            }
            at++;
        }
        TokenCursor part = new TokenCursor(tokens.subList(from, at));
        at++;
        return part;
    }
}
