package io.sluice.core.name;

/** Names as MySQL wants them: always quoted in backticks, whatever the session's ANSI_QUOTES. */
public final class MySqlNames {

    private MySqlNames() {}

    public static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** {@code `database`.`table`}. */
    public static String quote(TableId id) {
        return quote(id.schema()) + "." + quote(id.table());
    }
}
