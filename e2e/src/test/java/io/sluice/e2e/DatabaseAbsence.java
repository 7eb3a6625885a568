package io.sluice.e2e;

import io.sluice.control.watch.Absence;
import io.sluice.control.watch.Dependency;
import java.sql.Connection;
import java.sql.SQLException;

/** How a database goes away from a pipeline, and comes back. */
enum DatabaseAbsence {
    MYSQL_UNREACHABLE(
            Dependency.MYSQL,
            Absence.Kind.SILENT,
            (ways, pipeline) -> ways.mysql().shut(),
            (ways, pipeline) -> ways.mysql().open()),
    MYSQL_SILENT(
            Dependency.MYSQL,
            Absence.Kind.SILENT,
            (ways, pipeline) -> ways.mysql().freeze(),
            (ways, pipeline) -> ways.mysql().thaw()),
    MYSQL_REFUSES(
            Dependency.MYSQL,
            Absence.Kind.REFUSING,
            (ways, pipeline) -> {
                atMySql("ALTER USER " + pipeline.name() + " ACCOUNT LOCK");
                ways.mysql().cut();
            },
            (ways, pipeline) -> atMySql("ALTER USER " + pipeline.name() + " ACCOUNT UNLOCK")),
    POSTGRES_UNREACHABLE(
            Dependency.POSTGRESQL,
            Absence.Kind.SILENT,
            (ways, pipeline) -> ways.postgres().shut(),
            (ways, pipeline) -> ways.postgres().open()),
    POSTGRES_SILENT(
            Dependency.POSTGRESQL,
            Absence.Kind.SILENT,
            (ways, pipeline) -> ways.postgres().freeze(),
            (ways, pipeline) -> ways.postgres().thaw()),
    POSTGRES_REFUSES(
            Dependency.POSTGRESQL,
            Absence.Kind.REFUSING,
            (ways, pipeline) -> {
                atPostgres("ALTER ROLE " + pipeline.name() + " NOLOGIN");
                ways.postgres().cut();
            },
            (ways, pipeline) -> atPostgres("ALTER ROLE " + pipeline.name() + " LOGIN"));

    @FunctionalInterface
    private interface Step {
        void take(DatabaseWays ways, TestPipeline pipeline) throws SQLException;
    }

    private final Dependency dependency;
    private final Absence.Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final Step begin;

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final Step end;

    DatabaseAbsence(Dependency dependency, Absence.Kind kind, Step begin, Step end) {
        this.dependency = dependency;
        this.kind = kind;
        this.begin = begin;
        this.end = end;
    }

    void begin(DatabaseWays ways, TestPipeline pipeline) throws SQLException {
        begin.take(ways, pipeline);
    }

    void end(DatabaseWays ways, TestPipeline pipeline) throws SQLException {
        end.take(ways, pipeline);
    }

    /** Whether this is how the fault is seen. */
    boolean is(Absence absence) {
        return absence.dependency() == dependency && absence.kind() == kind;
    }

    private static void atMySql(String statement) throws SQLException {
        try (Connection root = DatabaseServers.shared().mysql().rootConnection()) {
            Sql.execute(root, statement);
        }
    }

    private static void atPostgres(String statement) throws SQLException {
        try (Connection superuser = DatabaseServers.shared().postgres().superuserConnection()) {
            Sql.execute(superuser, statement);
        }
    }
}
