package io.sluice.connect.mysql.ddl;

/**
 * A part of a statement between blanks and comments.
 *
 * @param start where it begins in the statement
 * @param end where the next character is
 * @param text of a name or a text without its quotes; of all others as written
 */
record SqlToken(Kind kind, int start, int end, String text) {

    enum Kind {
        /** A keyword, a number, or a name without quotes. */
        WORD,
        /** A name in quotes. */
        NAME,
        TEXT,
        SYMBOL
    }

    /** @param unquoted a keyword in capitals, or a symbol */
    boolean is(String unquoted) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(unquoted);
    }

    /** A name with quotes or without. */
    boolean isName() {
        return kind == Kind.NAME || kind == Kind.WORD;
    }
}
