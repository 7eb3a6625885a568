package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A schema that was not made for this project. */
class EmployeesTest {

    private static final String BUILDING =
            "SELECT count(*) FROM pg_stat_activity WHERE query ~ '^(CREATE|ALTER).*(INDEX|FOREIGN KEY)'"
                    + " AND state = 'active' AND pid <> pg_backend_pid()";

    private enum Phase {
        LOAD,
        INDEXES,
        STREAM
    }

    /** KillTest kills in the other phases. */
    @Test
    void endsEqualAfterAKillWhileIndexesAreBuilt() throws Exception {
        endsEqualAfterKills(Set.of(Phase.INDEXES));
    }

    @Test
    @Tag("thorough")
    void endsEqualAfterAKillInEachPhase() throws Exception {
        endsEqualAfterKills(EnumSet.allOf(Phase.class));
    }

    private static void endsEqualAfterKills(Set<Phase> phases) throws Exception {
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of("employees"));
                Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            load(mysql);
            if (phases.contains(Phase.LOAD)) {
                killWhen(pipeline, "the load is under way", () -> salaries(postgres) > 0);
                assertThat(salaries(postgres)).as("killed in the load").isLessThan(120_000);
            }
            if (phases.contains(Phase.INDEXES)) {
                killWhen(pipeline, "indexes are being built", () -> Sql.number(postgres, BUILDING) > 0);
            }
            if (phases.contains(Phase.STREAM)) {
                killWhen(pipeline, "changes arrive", new RaisedSalaries(mysql, postgres));
            }

            Run.startStreaming(pipeline);
            Sql.execute(mysql, "DELETE FROM employees WHERE emp_no % 100 = 7");
            Exit verify = pipeline.sluice("verify", "--json");
            assertThat(verify.code()).as(verify.toString()).isZero();
            assertThat(verify.json().get("tables")).hasSize(6);
            schemaIsComplete(postgres);
        }
    }

    private static void load(Connection mysql) throws SQLException, IOException {
        try (InputStream script = EmployeesTest.class.getResourceAsStream("employees.sql")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            Sql.execute(mysql, text.replaceAll("(?m)^--.*$", "").split(";\\s*\n"));
        }
    }

    private static void killWhen(TestPipeline pipeline, String what, Callable<Boolean> reached) {
        Run run = Run.start(pipeline);
        run.until(what, reached);
        run.process().killHard();
    }

    /** Raises one salary at each look, and is there when a raise has arrived. */
    private record RaisedSalaries(Connection mysql, Connection postgres) implements Callable<Boolean> {
        @Override
        public Boolean call() throws SQLException {
            Sql.execute(
                    mysql,
                    "UPDATE salaries SET salary = salary + 200000 WHERE salary < 200000 LIMIT 1",
                    "UPDATE titles SET to_date = DATE '2001-02-03' WHERE to_date IS NULL LIMIT 1");
            return Sql.number(postgres, "SELECT count(*) FROM employees.salaries WHERE salary > 200000") > 0;
        }
    }

    private static long salaries(Connection postgres) throws SQLException {
        return Sql.rows(postgres, "SELECT to_regclass('employees.salaries')").contains("null")
                ? 0
                : Sql.number(postgres, "SELECT count(*) FROM employees.salaries");
    }

    private static void schemaIsComplete(Connection postgres) throws SQLException {
        assertThat(Sql.rows(
                        postgres,
                        "SELECT conrelid::regclass || '>' || confrelid::regclass FROM pg_constraint"
                                + " WHERE contype = 'f' AND convalidated AND confdeltype = 'c' ORDER BY 1"))
                .containsExactly(
                        "employees.dept_emp>employees.departments",
                        "employees.dept_emp>employees.employees",
                        "employees.dept_manager>employees.departments",
                        "employees.dept_manager>employees.employees",
                        "employees.salaries>employees.employees",
                        "employees.titles>employees.employees");
        assertThat(Sql.number(
                        postgres,
                        "SELECT count(*) FROM pg_indexes WHERE schemaname = 'employees'"
                                + " AND indexname NOT LIKE '%pkey'"))
                .as("secondary indexes")
                .isEqualTo(5);
    }
}
