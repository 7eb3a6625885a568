package io.sluice.schema.catalog;

import io.sluice.schema.catalog.CatalogRoutine.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The kinds of routines that MySQL's catalogue does not show for want of a privilege: there may be some. Of a user who has
 * a role nothing is said, as the role may have the privilege.
 */
final class HiddenRoutines {

    private static final String GRANTEE =
            "CONCAT('''', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '''@''', SUBSTRING_INDEX(CURRENT_USER(), '@', -1), '''')";

    private static final String PRIVILEGES = """
            SELECT privilege_type FROM information_schema.user_privileges WHERE grantee = %1$s
            UNION SELECT privilege_type FROM information_schema.schema_privileges WHERE grantee = %1$s
            UNION SELECT 'A ROLE' FROM DUAL WHERE CURRENT_ROLE() <> 'NONE'""".formatted(GRANTEE);

    private static final Set<String> OF_PROCEDURES =
            Set.of("SHOW_ROUTINE", "CREATE ROUTINE", "ALTER ROUTINE", "EXECUTE");

    private HiddenRoutines() {}

    static Set<Kind> read(Connection mysql) throws SQLException {
        Set<String> privileges = new HashSet<>();
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery(PRIVILEGES)) {
            while (row.next()) {
                privileges.add(row.getString(1));
            }
        }
        Set<Kind> hidden = EnumSet.noneOf(Kind.class);
        if (privileges.contains("A ROLE")) {
            return hidden;
        }
        if (!privileges.contains("TRIGGER")) {
            hidden.add(Kind.TRIGGER);
        }
        if (!privileges.contains("EVENT")) {
            hidden.add(Kind.EVENT);
        }
        if (privileges.stream().noneMatch(OF_PROCEDURES::contains)) {
            hidden.addAll(Set.of(Kind.PROCEDURE, Kind.FUNCTION));
        }
        return hidden;
    }
}
