package io.sluice.schema.target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * What a schema has to know of the server that it is for.
 *
 * @param majorVersion such as 18
 * @param extensions those that the database has
 */
public record TargetServer(int majorVersion, Set<String> extensions) {

    private static final int NEWEST = 18;

    /** The first version with virtual generated columns and constraints that are not enforced. */
    private static final int VIRTUAL_COLUMNS = 18;

    public TargetServer {
        extensions = Set.copyOf(extensions);
    }

    /** A server of the newest version, without extensions: what is assumed where nobody can be asked. */
    public static TargetServer newest() {
        return new TargetServer(NEWEST, Set.of());
    }

    public static TargetServer read(Connection target) throws SQLException {
        Set<String> extensions = new HashSet<>();
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT extname FROM pg_extension")) {
            while (row.next()) {
                extensions.add(row.getString(1));
            }
        }
        return new TargetServer(target.getMetaData().getDatabaseMajorVersion(), extensions);
    }

    public boolean hasVirtualColumns() {
        return majorVersion >= VIRTUAL_COLUMNS;
    }

    /** CHECK … NOT ENFORCED. */
    public boolean hasUnenforcedChecks() {
        return majorVersion >= VIRTUAL_COLUMNS;
    }

    /** With older ones, LIKE fails on a column whose collation is not deterministic. */
    public boolean matchesUnderAnyCollation() {
        return majorVersion >= VIRTUAL_COLUMNS;
    }
}
