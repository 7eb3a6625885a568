package io.sluice.e2e.faults;

import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a table with a key has seen, written down by triggers that fire for the sink as well. Writing the same image
 * of a row again would leave no other trace. It begins anew when the table is emptied.
 */
final class ChangeLog {

    private ChangeLog() {}

    static void create(Connection connection, Lane lane) throws SQLException {
        if (lane.workload().table().key().isEmpty()) {
            return;
        }
        String table = lane.workload().table().name();
        Sql.execute(
                connection,
                "CREATE TABLE %s_log (number bigserial, id bigint, version bigint)".formatted(table),
                """
                CREATE FUNCTION log_%1$s() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN INSERT INTO %1$s_log (id, version) VALUES (NEW.id, NEW.version); RETURN NULL; END'
                """.formatted(table),
                """
                CREATE FUNCTION forget_%1$s() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN DELETE FROM %1$s_log; RETURN NULL; END'
                """.formatted(table),
                """
                CREATE TRIGGER log AFTER INSERT OR UPDATE ON %1$s FOR EACH ROW EXECUTE FUNCTION log_%1$s()
                """.formatted(table),
                """
                CREATE TRIGGER forget AFTER TRUNCATE ON %1$s EXECUTE FUNCTION forget_%1$s()
                """.formatted(table),
                "ALTER TABLE %s ENABLE ALWAYS TRIGGER log, ENABLE ALWAYS TRIGGER forget".formatted(table));
    }

    /** Key, version and version before it, where that is not less. */
    static List<String> repetitions(Connection connection, Lane lane) throws SQLException {
        if (lane.workload().table().key().isEmpty()) {
            return List.of();
        }
        return Sql.rows(connection, """
                SELECT id, version, before
                FROM (SELECT id, version, lag(version) OVER (PARTITION BY id ORDER BY number) AS before FROM %s_log) AS log
                WHERE before >= version""".formatted(lane.workload().table().name()));
    }
}
