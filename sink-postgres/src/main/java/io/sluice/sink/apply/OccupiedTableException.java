package io.sluice.sink.apply;

import java.sql.SQLException;

/** Rows could not be copied into a table because it has some of them. */
final class OccupiedTableException extends SQLException {

    private static final long serialVersionUID = 1L;

    OccupiedTableException(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
    }
}
