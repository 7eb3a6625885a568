package io.sluice.schema.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the target remembers of a pipeline, in {@code sluice.pipeline}: that its tables were created, with which extensions
 * and by which configuration, from which MySQL server, for which Kafka cluster, and whether indexes and foreign keys are
 * there. Written in the transaction that makes it true. Of a table that an earlier version has made, columns may be missing:
 * what they would say is not known.
 */
public final class PipelineRecord {

    /** How far the schema is. */
    public enum Stage {
        /** Tables and keys are created. */
        BEFORE_DATA,
        /** Indexes and foreign keys too. */
        AFTER_DATA
    }

    private static final String COLUMNS_ADDED = """
            SELECT count(*) = 4 FROM pg_attribute
            WHERE attrelid = 'sluice.pipeline'::regclass
              AND attname IN ('extensions', 'rules', 'tables', 'source_server')""";

    private static final String ADD_COLUMNS = """
            ALTER TABLE sluice.pipeline
                ADD COLUMN IF NOT EXISTS extensions text,
                ADD COLUMN IF NOT EXISTS rules text,
                ADD COLUMN IF NOT EXISTS tables text,
                ADD COLUMN IF NOT EXISTS source_server text""";

    private final Connection target;
    private final String pipeline;

    public PipelineRecord(Connection target, String pipeline) {
        this.target = target;
        this.pipeline = pipeline;
    }

    /** How far the schema is, or empty if the pipeline has never been here. Changes nothing. */
    public Optional<Stage> stage() throws SQLException {
        return column("stage").map(Stage::valueOf);
    }

    /**
     * The server as it was when the tables were created: an extension that came later must not change the type of a
     * column that is there. As it is now, if the tables are yet to be created.
     */
    public TargetServer server() throws SQLException {
        TargetServer now = TargetServer.read(target);
        if (stage().isEmpty()) {
            return now;
        }
        Set<String> then =
                column("extensions").map(names -> Set.of(names.split(","))).orElse(Set.of());
        return new TargetServer(now.majorVersion(), then);
    }

    /**
     * Records that the tables are created; belongs into the transaction that creates them.
     *
     * @param server what they were made for
     * @param configuration what they were made by
     */
    public void begin(TargetServer server, TableConfiguration configuration) throws SQLException {
        execute("""
                CREATE SCHEMA IF NOT EXISTS sluice;
                CREATE TABLE IF NOT EXISTS sluice.pipeline (
                    name text PRIMARY KEY,
                    stage text NOT NULL,
                    kafka_cluster text)""");
        addColumns();
        update(
                "INSERT INTO sluice.pipeline (name, stage, extensions) VALUES (?, ?, ?)",
                pipeline,
                Stage.BEFORE_DATA.name(),
                String.join(",", new TreeSet<>(server.extensions())));
        configure(configuration);
    }

    /** The configuration that the tables fit; empty if they are not created. */
    public Optional<TableConfiguration> configuration() throws SQLException {
        Optional<String> rules = column("rules");
        Optional<String> tables = column("tables");
        return rules.isEmpty() || tables.isEmpty()
                ? Optional.empty()
                : Optional.of(TableConfiguration.parse(rules.get(), tables.get()));
    }

    /** Records another configuration that the tables fit. */
    public void configure(TableConfiguration configuration) throws SQLException {
        addColumns();
        update(
                "UPDATE sluice.pipeline SET rules = ?, tables = ? WHERE name = ?",
                configuration.rulesText(),
                configuration.tablesText(),
                pipeline);
    }

    /** The MySQL server whose log the pipeline reads; empty if it has not begun. */
    public Optional<String> sourceServer() throws SQLException {
        return column("source_server");
    }

    /** Records the MySQL server whose log the pipeline reads from now on. */
    public void reads(String sourceServer) throws SQLException {
        update("UPDATE sluice.pipeline SET source_server = ? WHERE name = ?", sourceServer, pipeline);
    }

    public void afterData() throws SQLException {
        update("UPDATE sluice.pipeline SET stage = ? WHERE name = ?", Stage.AFTER_DATA.name(), pipeline);
    }

    /**
     * Binds the pipeline to a Kafka cluster. If it was bound to another one, whose topics are not the ones to come, the
     * sink's offsets are forgotten; the rows stay, and the new load replaces them.
     */
    public void bind(String kafkaCluster, String sink) throws SQLException {
        Optional<String> bound = column("kafka_cluster");
        if (bound.isPresent() && !bound.get().equals(kafkaCluster) && sinkOffsetsExist()) {
            update("DELETE FROM sluice.sink_offset WHERE connector = ?", sink);
        }
        update("UPDATE sluice.pipeline SET kafka_cluster = ? WHERE name = ?", kafkaCluster, pipeline);
    }

    private boolean sinkOffsetsExist() throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('sluice.sink_offset') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Only if some are missing: to alter the table is the right of its owner alone. */
    private void addColumns() throws SQLException {
        boolean complete;
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(COLUMNS_ADDED)) {
            row.next();
            complete = row.getBoolean(1);
        }
        if (!complete) {
            execute(ADD_COLUMNS);
        }
    }

    private Optional<String> column(String name) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('sluice.pipeline') IS NOT NULL")) {
            row.next();
            if (!row.getBoolean(1)) {
                return Optional.empty();
            }
        }
        try (PreparedStatement statement =
                target.prepareStatement("SELECT to_jsonb(pipeline)->>? FROM sluice.pipeline WHERE name = ?")) {
            statement.setString(1, name);
            statement.setString(2, pipeline);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute(sql);
        }
    }

    private void update(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
