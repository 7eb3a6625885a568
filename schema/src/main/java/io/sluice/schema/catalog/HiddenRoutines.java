package io.sluice.schema.catalog;

import io.sluice.schema.catalog.CatalogRoutine.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kinds of routines that MySQL's catalogue does not show, for want of a privilege on one of the databases or more:
 * there may be some. A privilege on a pattern of names does not count, as any other grant on the database takes its place.
 */
final class HiddenRoutines {

    /** Of the account itself and of the roles that are active. */
    private static final Pattern GRANT = Pattern.compile("GRANT (.+) ON (\\*|`.*`)\\.\\* TO .*");

    private static final Set<String> ALL = Set.of("ALL PRIVILEGES");
    private static final Set<String> OF_TRIGGERS = Set.of("TRIGGER");
    private static final Set<String> OF_EVENTS = Set.of("EVENT");
    private static final Set<String> OF_PROCEDURES = Set.of("CREATE ROUTINE", "ALTER ROUTINE", "EXECUTE");
    private static final Set<String> OF_ALL_PROCEDURES = Set.of("SHOW_ROUTINE", "SELECT");

    /** @param database its name, or {@code *} for all */
    private record Grant(Set<String> privileges, String database) {

        boolean global() {
            return database.equals("*");
        }

        boolean reaches(String name) {
            return global() || database.equals(name);
        }

        boolean hasAny(Set<String> wanted) {
            return privileges.stream().anyMatch(privilege -> wanted.contains(privilege) || ALL.contains(privilege));
        }
    }

    private HiddenRoutines() {}

    static Set<Kind> read(Connection mysql, List<String> databases) throws SQLException {
        Set<Grant> grants = grants(mysql);
        Set<Kind> hidden = EnumSet.noneOf(Kind.class);
        for (String database : databases) {
            if (!shown(grants, database, OF_TRIGGERS)) {
                hidden.add(Kind.TRIGGER);
            }
            if (!shown(grants, database, OF_EVENTS)) {
                hidden.add(Kind.EVENT);
            }
            boolean everywhere = grants.stream().anyMatch(grant -> grant.global() && grant.hasAny(OF_ALL_PROCEDURES));
            if (!everywhere && !shown(grants, database, OF_PROCEDURES)) {
                hidden.addAll(Set.of(Kind.PROCEDURE, Kind.FUNCTION));
            }
        }
        return hidden;
    }

    private static boolean shown(Set<Grant> grants, String database, Set<String> by) {
        return grants.stream().anyMatch(grant -> grant.reaches(database) && grant.hasAny(by));
    }

    private static Set<Grant> grants(Connection mysql) throws SQLException {
        Set<Grant> grants = new HashSet<>();
        try (Statement statement = mysql.createStatement()) {
            String roles = roles(statement);
            try (ResultSet row = statement.executeQuery(
                    "SHOW GRANTS FOR CURRENT_USER()" + (roles.isEmpty() ? "" : " USING " + roles))) {
                while (row.next()) {
                    Matcher grant = GRANT.matcher(row.getString(1));
                    if (grant.matches()) {
                        grants.add(grant(grant.group(1), grant.group(2)));
                    }
                }
            }
        }
        return grants;
    }

    private static Grant grant(String privileges, String database) {
        String name = database.replaceAll("^`|`$", "").replace("``", "`").replaceAll("\\\\(.)", "$1");
        return new Grant(
                Set.copyOf(Arrays.asList(privileges.toUpperCase(Locale.ROOT).split(", ?"))), name);
    }

    /** Those that are active, as a list in SQL; empty if none is. */
    private static String roles(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT CURRENT_ROLE()")) {
            row.next();
            String roles = row.getString(1);
            return roles == null || roles.equals("NONE") ? "" : roles;
        }
    }
}
