package io.sluice.e2e.fidelity;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.demo.server.LocalPostgres;
import io.sluice.e2e.DatabaseServers;
import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries cases that have the target and the policies of their pipeline in common from MySQL to PostgreSQL in one run,
 * and writes down what became of them.
 */
final class Migration {

    /** The database of most tables; the schema in PostgreSQL has the same name. */
    static final String DATABASE = "fidelity";

    /** A second database, which foreign keys lead to. */
    static final String OTHER_DATABASE = "fidelity_other";

    /** No statement of one case is to feel what another one has set. */
    private static final String[] FRESH_SESSION = {
        "SET NAMES utf8mb4",
        "SET SESSION sql_mode = '', time_zone = '+00:00', foreign_key_checks = 1, unique_checks = 1,"
                + " sql_generate_invisible_primary_key = 0"
    };

    private final List<FidelityCase> cases;
    private final Map<String, String> errors = new HashMap<>();
    private JsonNode status;
    private JsonNode verification;

    private Migration(List<FidelityCase> cases) {
        this.cases = cases;
    }

    /** What became of each case, by its id, and the findings of {@code sluice schema}. */
    record Result(Map<String, Observed> cases, JsonNode findings) {}

    static Result of(List<FidelityCase> cases) throws SQLException {
        Migration migration = new Migration(cases);
        DatabaseServers shared = DatabaseServers.shared();
        return switch (migration.target()) {
            case SHARED -> migration.run(shared);
            case POSTGIS -> {
                try (LocalPostgres postgres = PostgisServer.start(Path.of("target", "servers", "postgis"))) {
                    yield migration.run(new DatabaseServers(shared.mysql(), postgres));
                }
            }
        };
    }

    private TargetServer target() {
        return cases.get(0).target();
    }

    private Result run(DatabaseServers servers) throws SQLException {
        try (TestPipeline pipeline = TestPipeline.create(servers, text());
                Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            Sql.execute(postgres, target().preparation());
            // A time zone that nobody expects.
            Sql.execute(mysql, "SET GLOBAL time_zone = '-07:30'");
            try {
                return run(pipeline, mysql, new TargetCatalog(postgres));
            } finally {
                Sql.execute(mysql, "SET GLOBAL time_zone = 'SYSTEM'", "SET GLOBAL binlog_row_metadata = FULL");
            }
        }
    }

    private Result run(TestPipeline pipeline, Connection mysql, TargetCatalog catalog) throws SQLException {
        Sql.execute(mysql, "CREATE TABLE " + OTHER_DATABASE + ".anchor (id INT PRIMARY KEY)");
        cases.forEach(one -> execute(mysql, one, one.allBefore()));
        JsonNode schema = done(pipeline.sluice("schema", "--json")).json();
        Run run = started(pipeline);
        cases.forEach(one -> execute(mysql, one, one.allOfStream()));
        verification = pipeline.sluice("verify", "--json").json();
        status = done(pipeline.sluice("status", "--json")).json();
        Map<String, Observed> observed = new LinkedHashMap<>();
        for (FidelityCase one : cases) {
            observed.put(one.id(), observe(catalog, one));
        }
        run.process().stop();
        return new Result(observed, schema.get("findings"));
    }

    /** With so many tables it takes longer than elsewhere. */
    private static Run started(TestPipeline pipeline) {
        Run run = Run.start(pipeline);
        await("it streams").atMost(Duration.ofMinutes(6)).until(() -> {
            if (!run.process().isAlive()) {
                throw new AssertionError(run.process().printed());
            }
            return run.process().printed().contains("STREAMING");
        });
        return run;
    }

    private PipelineText text() {
        PipelineText text =
                PipelineText.of(DATABASE, OTHER_DATABASE).policies(cases.get(0).pipeline());
        for (FidelityCase one : cases) {
            for (Map.Entry<String, Map<String, String>> rule : one.rules().entrySet()) {
                String kind = rule.getKey().contains(".") ? "column" : "table";
                text = text.settle(kind, DATABASE + "." + rule.getKey(), rule.getValue());
            }
            for (CaseTable table : one.tables()) {
                if (!table.policies().isEmpty()) {
                    text = text.settle("table", DATABASE + "." + table.name(), table.policies());
                }
            }
        }
        return text;
    }

    private static Exit done(Exit exit) {
        if (exit.code() != 0) {
            throw new AssertionError(exit.toString());
        }
        return exit;
    }

    /** A case that MySQL refuses fails by itself, and leaves the others alone. */
    private void execute(Connection mysql, FidelityCase one, List<String> statements) {
        String current = "";
        try {
            Sql.execute(mysql, FRESH_SESSION);
            for (String statement : statements) {
                current = statement;
                Sql.execute(mysql, statement);
            }
        } catch (SQLException e) {
            errors.putIfAbsent(one.id(), "MySQL refuses " + current + ": " + e.getMessage());
        }
    }

    private Observed observe(TargetCatalog catalog, FidelityCase one) {
        try {
            Map<String, Observed.Table> tables = new LinkedHashMap<>();
            for (CaseTable table : one.tables()) {
                tables.put(table.name(), observe(catalog, table.name()));
            }
            for (String table : one.letters().keySet()) {
                tables.put(table, observe(catalog, table));
            }
            List<List<String>> answers = new ArrayList<>();
            for (QueryCheck check : one.checks()) {
                answers.add(answer(catalog, check));
            }
            return new Observed(errors.getOrDefault(one.id(), ""), tables, answers);
        } catch (SQLException e) {
            return Observed.failed(errors.getOrDefault(one.id(), e.getMessage()));
        }
    }

    private static List<String> answer(TargetCatalog catalog, QueryCheck check) {
        try {
            return catalog.answer(check.query());
        } catch (SQLException e) {
            return List.of(e.getMessage());
        }
    }

    private Observed.Table observe(TargetCatalog catalog, String table) throws SQLException {
        String target = DATABASE + "." + table;
        Map<String, String> columns = catalog.columns(target);
        JsonNode ofStatus = ofTable(status, table);
        List<String> differences = new ArrayList<>();
        ofTable(verification, table).path("samples").forEach(sample -> differences.add(sample.toString()));
        return new Observed.Table(
                columns,
                catalog.objects(target),
                columns.containsKey("id") ? catalog.rows(target) : Map.of(),
                ofStatus.path("errors").asLong(),
                differences,
                ofTable(verification, table).path("setAside").asLong(),
                applied(table));
    }

    private Map<String, Long> applied(String table) {
        Map<String, Long> applied = new HashMap<>();
        for (JsonNode count : status.path("policies")) {
            if (count.get("table").asText().equals(DATABASE + "." + table)) {
                applied.merge(count.get("policy").asText(), count.get("count").asLong(), Long::sum);
            }
        }
        return applied;
    }

    private static JsonNode ofTable(JsonNode document, String table) {
        for (JsonNode node : document.get("tables")) {
            if (node.get("source").asText().equals(DATABASE + "." + table)) {
                return node;
            }
        }
        return document.path("none");
    }
}
