package io.sluice.sink.apply;

import java.sql.SQLException;

/** Whose fault an error is, and so what helps. */
enum SqlFault {
    /**
     * Of the moment: serialization, deadlock, lock timeout, shutdown, failover, connection, resources. Trying again
     * helps.
     */
    PASSING,
    /**
     * Of the time that PostgreSQL gives a statement or a transaction: for a lock it passes, for too large a batch it
     * does not. Trying again with less helps in both cases.
     */
    TIMEOUT,
    /** Of a record: the others can be applied without it. */
    RECORD,
    /** Of the order in which tables' changes arrive, where foreign keys are checked. */
    FOREIGN_KEY,
    /** Of a copy into a table that has some of the rows; as upserts they can be applied. */
    OCCUPIED,
    /** Of what was read of the catalogue, perhaps: somebody has altered a table. Reading it again may help. */
    LAYOUT,
    /** Of the configuration: rights, a missing unique index, a type that does not exist. A person has to help. */
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

    /** Whether another row has what this one may have alone: a unique index or an exclusion constraint says so. */
    static boolean isInTheWay(SQLException e) {
        return isUniqueViolation(e) || "23P01".equals(e.getSQLState());
    }

    /** Whether the connection is of no more use. */
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
