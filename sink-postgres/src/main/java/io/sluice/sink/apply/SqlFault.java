package io.sluice.sink.apply;

import java.sql.SQLException;

/** What has caused an error, and so what helps. */
enum SqlFault {
    /**
     * The moment: serialization, deadlock, lock timeout, shutdown, failover, connection, resources. Trying again helps.
     */
    PASSING,
    /**
     * The limit that PostgreSQL has for the time of a statement or transaction. If a lock was in the way, trying again
     * helps; if the batch is too large, only a smaller one does.
     */
    TIMEOUT,
    /** A record. The others can be applied without it. */
    RECORD,
    /** The order in which the changes of several tables arrive, where foreign keys are checked. */
    FOREIGN_KEY,
    /** A copy into a table that has some of the rows already. Upserts can write them. */
    OCCUPIED,
    /** Perhaps a table that was altered after its layout was read. Reading the layout again may help. */
    LAYOUT,
    /** The configuration: rights, a missing unique index, a type that does not exist. A person has to help. */
    LASTING;

    static SqlFault of(SQLException e) {
        if (e instanceof OccupiedTableException) {
            return OCCUPIED;
        }
        String state = e.getSQLState();
        if (state == null || state.length() != 5) {
            return LASTING;
        }
        return switch (state) {
            // 25006 is a primary that has become a standby; 25P03 an idle transaction, when this process was halted.
            case "25006", "25P03", "40001", "40P01", "55P03", "57P01", "57P02", "57P03", "57P05", "58030" -> PASSING;
            case "25P04", "57014" -> TIMEOUT;
            case "23503" -> FOREIGN_KEY;
            case "42P01", "42703", "42804", "42846", "0A000" -> LAYOUT;
            // A row twice in one upsert; a view's check option; a trigger's exception.
            case "21000", "44000", "P0001" -> RECORD;
            default -> ofClass(state.substring(0, 2));
        };
    }

    private static SqlFault ofClass(String stateClass) {
        return switch (stateClass) {
            case "08", "53" -> PASSING;
            case "22", "23", "54" -> RECORD;
            default -> LASTING;
        };
    }

    static boolean isUniqueViolation(SQLException e) {
        return "23505".equals(e.getSQLState());
    }

    /** Whether another row is in the way, by a unique index or an exclusion constraint. */
    static boolean isInTheWay(SQLException e) {
        return isUniqueViolation(e) || "23P01".equals(e.getSQLState());
    }

    /** Whether the connection cannot be used any more. */
    static boolean endsConnection(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.startsWith("08") || state.startsWith("57P")) {
            return true;
        }
        return switch (state) {
            // The next connection finds the new primary, where the URL names all servers.
            case "25006", "25P03", "25P04" -> true;
            default -> false;
        };
    }
}
