package io.sluice.verify;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens new connections to one of the two databases; may be called from several threads. */
@FunctionalInterface
public interface ConnectionSupplier {

    /** A connection of its own for the caller, who closes it. */
    Connection open() throws SQLException;
}
