package io.sluice.connect.mysql.ddl;

/**
 * What a session's {@code sql_mode} changes about how a statement has to be read.
 *
 * @param ansiQuotes double quotes are around names, not around texts
 * @param backslashIsPlain a backslash in a text is a character like others
 */
public record SqlMode(boolean ansiQuotes, boolean backslashIsPlain) {

    /** As servers have it where nobody asks for something else. */
    public static final SqlMode DEFAULT = new SqlMode(false, false);

    private static final long ANSI_QUOTES = 1L << 2;
    private static final long NO_BACKSLASH_ESCAPES = 1L << 20;

    /** The mode that the bits in the binary log stand for. */
    public static SqlMode ofBits(long bits) {
        return new SqlMode((bits & ANSI_QUOTES) != 0, (bits & NO_BACKSLASH_ESCAPES) != 0);
    }

    /**
     * The statement of a session in this mode as a session in the default mode would write it: names in backticks, texts
     * in single quotes, and without comments, but for those that MySQL executes.
     */
    public String plain(String sql) {
        return SqlScanner.scan(sql, this).plain();
    }
}
