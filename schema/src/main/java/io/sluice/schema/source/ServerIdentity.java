package io.sluice.schema.source;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Which MySQL server it is. A position in its log means nothing on another server, unless transactions have GTIDs.
 *
 * @param id {@code server_uuid}; on MariaDB, which has none, its {@code server_id}
 * @param hasGtids whether every transaction has a GTID
 */
public record ServerIdentity(String id, boolean hasGtids) {

    public static ServerIdentity read(Connection mysql) throws SQLException {
        Optional<String> uuid = ServerVariables.read(mysql, "server_uuid");
        return new ServerIdentity(
                uuid.isPresent()
                        ? uuid.get()
                        : ServerVariables.read(mysql, "server_id").orElse(""),
                ServerVariables.read(mysql, "gtid_mode").filter("ON"::equals).isPresent());
    }

    /**
     * Checks that a pipeline can go on in this server's log.
     *
     * @param read the server that was read so far; empty if none was
     * @throws SluiceException if it is another one, and there are no GTIDs
     */
    public void require(Optional<String> read) {
        if (!hasGtids && read.isPresent() && !read.get().equals(id)) {
            throw new SluiceException(
                    ExitCode.FAILED_CHECK,
                    "MySQL is not the server that the pipeline has read so far (" + id + " in place of " + read.get()
                            + "), and without GTIDs a position in one server's log means nothing in another's; give"
                            + " 'source.url' the server that it was, or begin the pipeline from nothing"
                            + " (docs/operations.md)");
        }
    }
}
