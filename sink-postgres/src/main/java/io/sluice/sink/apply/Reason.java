package io.sluice.sink.apply;

import java.sql.SQLException;

/** Puts an error in one line, with what to do about it where that is known. */
public final class Reason {

    private Reason() {}

    public static String of(Throwable e) {
        String text = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
        if (e instanceof SQLException sql && sql.getSQLState() != null) {
            return text + " (SQLSTATE " + sql.getSQLState() + ")" + advice(sql.getSQLState());
        }
        return text;
    }

    private static String advice(String state) {
        return switch (state) {
            case "42P10" -> ": give the table a unique index on the columns of the record's key";
            case "42501" -> ": grant the sink's role this right";
            case "23503" ->
                ": changes of different tables arrive in no common order, so let the sink switch foreign keys off, as a"
                        + " superuser: GRANT SET ON PARAMETER session_replication_role TO its role";
            case "25P04", "57014" ->
                ": lower batch.rows, or raise statement_timeout and transaction_timeout of the sink's role";
            case "28P01", "28000" -> ": check connection.user and connection.password";
            case "3D000" -> ": check the database in connection.url";
            default -> "";
        };
    }
}
