package io.sluice.assess;

import io.sluice.core.access.AccessException;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.policy.CaseInsensitive;
import io.sluice.schema.plan.SchemaPlan;
import io.sluice.schema.plan.TargetCheck;
import io.sluice.schema.target.PipelineRecord;
import io.sluice.schema.target.TargetConnection;
import io.sluice.schema.target.TargetServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** PostgreSQL, if it answers, and whether it can be migrated to. */
final class TargetChecks implements AutoCloseable {

    private static final int OLDEST_VERSION = 140_000;
    private static final int FIRST_VERSION_WITH_PARAMETER_GRANTS = 150_000;

    private static final String SERVER = """
            SELECT current_setting('server_version'), current_setting('server_version_num')::int,
                   current_setting('server_encoding'),
                   (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)""";

    private static final String EXTENSIONS =
            "SELECT name FROM pg_available_extensions WHERE name IN ('postgis', 'citext', 'vector') ORDER BY 1";

    private static final String MAY_SET =
            "SELECT has_parameter_privilege(current_user, 'session_replication_role', 'SET')";

    private final Pipeline pipeline;
    private final Optional<Connection> connection;
    private final Optional<String> refusal;

    private TargetChecks(Pipeline pipeline, Optional<Connection> connection, Optional<String> refusal) {
        this.pipeline = pipeline;
        this.connection = connection;
        this.refusal = refusal;
    }

    /** An assessment does not need the target: one that does not answer is a notice. */
    static TargetChecks open(Pipeline pipeline) throws SQLException {
        try {
            Connection target = TargetConnection.open(pipeline.target());
            target.setReadOnly(true);
            return new TargetChecks(pipeline, Optional.of(target), Optional.empty());
        } catch (SluiceException | AccessException e) {
            return new TargetChecks(pipeline, Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    /** The server to plan for. */
    TargetServer server() throws SQLException {
        return connection.isPresent() ? TargetServer.read(connection.get()) : TargetServer.newest();
    }

    /**
     * What suits columns that do not tell case apart: citext, with which LIKE works too, unless the server is known not to
     * offer it.
     */
    CaseInsensitive insensitive() throws SQLException {
        return connection.isEmpty() || extensions(connection.get()).contains("citext")
                ? CaseInsensitive.CITEXT
                : CaseInsensitive.COLLATION;
    }

    List<Check> run(SchemaPlan plan) throws SQLException {
        if (connection.isEmpty()) {
            return List.of(Check.notice(
                    "PostgreSQL: connection",
                    "not assessed; version " + TargetServer.newest().majorVersion() + " is assumed",
                    refusal.orElseThrow() + ", and assess once more"));
        }
        Connection target = connection.get();
        List<Check> checks = new ArrayList<>(server(target));
        Set<String> extensions = extensions(target);
        checks.add(Check.ok(
                "PostgreSQL: extensions",
                extensions.isEmpty() ? "none of postgis, citext, vector" : String.join(", ", extensions)));
        checks.add(schemas(target, plan));
        return checks;
    }

    @Override
    public void close() throws SQLException {
        if (connection.isPresent()) {
            connection.get().close();
        }
    }

    private static List<Check> server(Connection target) throws SQLException {
        List<Check> checks = new ArrayList<>();
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            int version = row.getInt(2);
            checks.add(
                    version < OLDEST_VERSION
                            ? Check.blocker("PostgreSQL: version", row.getString(1), "version 14 or later is needed")
                            : Check.ok("PostgreSQL: version", row.getString(1)));
            checks.add(
                    row.getString(3).equals("UTF8")
                            ? Check.ok("PostgreSQL: encoding", "UTF8")
                            : Check.blocker(
                                    "PostgreSQL: encoding",
                                    row.getString(3),
                                    "it cannot hold all characters that MySQL can; create the database with ENCODING 'UTF8'"));
            boolean superuser = row.getBoolean(4);
            boolean mayAsk = version >= FIRST_VERSION_WITH_PARAMETER_GRANTS;
            checks.add(
                    superuser || (mayAsk && maySet(target))
                            ? Check.ok("PostgreSQL: session_replication_role", "the role may set it")
                            : Check.warning(
                                    "PostgreSQL: session_replication_role",
                                    "the role may not set it",
                                    "foreign keys and triggers fire for rows that arrive, and the sink stops at a row whose"
                                            + " parent is on its way; GRANT SET ON PARAMETER session_replication_role TO it"));
        }
        return checks;
    }

    private static boolean maySet(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(MAY_SET)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Set<String> extensions(Connection target) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(EXTENSIONS)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    private Check schemas(Connection target, SchemaPlan plan) throws SQLException {
        String subject = "PostgreSQL: schemas of the target";
        if (new PipelineRecord(target, pipeline.name()).stage().isPresent()) {
            return Check.notice(subject, "the pipeline has been here before", "'sluice run' goes on where it was");
        }
        try {
            TargetCheck.run(target, plan);
            return Check.ok(subject, "they can take the tables");
        } catch (SluiceException e) {
            return Check.blocker(subject, "they cannot take the tables", e.getMessage());
        }
    }
}
