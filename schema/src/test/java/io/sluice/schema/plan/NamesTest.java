package io.sluice.schema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.failure.SluiceException;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.core.policy.NameCase;
import io.sluice.core.policy.Partitions;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.sql.TableDefinition;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.Finding.Code;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names that live apart in MySQL and meet in PostgreSQL. */
class NamesTest {

    private static final Policies PARTITIONED = Policies.of(Policy.PARTITIONS, Partitions.DECLARATIVE);

    private static SchemaServers servers;
    private static Connection mysql;
    private static Connection postgres;

    @BeforeAll
    static void start() throws Exception {
        servers = new SchemaServers();
        mysql = servers.mysql();
        postgres = servers.postgres();
        Script.runIn(mysql, "names", "names.sql");
        Script.run(mysql, "CREATE DATABASE sluice");
        Script.run(mysql, "CREATE TABLE sluice.sink_offset (id INT PRIMARY KEY)");
        Script.run(mysql, "CREATE DATABASE pg_x");
        Script.run(mysql, "CREATE TABLE pg_x.t (id INT PRIMARY KEY)");
    }

    @AfterAll
    static void stop() throws SQLException {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void tablesKeepTheirNamesAndWhatIsDerivedGivesWay() throws Exception {
        SchemaPlan plan = plan(new MappingRules(Map.of("names", "apart"), PARTITIONED, List.of()), "names");

        apply(plan);

        assertThat(
                        Script.rows(
                                postgres,
                                "SELECT relname FROM pg_class WHERE relnamespace = 'apart'::regnamespace"
                                        + " AND relkind IN ('r', 'p', 'v') AND NOT relispartition ORDER BY relname COLLATE \"C\""))
                .containsExactly(
                        "Ticket",
                        "_ticket",
                        "part",
                        "split",
                        "split_p0_pkey",
                        "ticket",
                        "ticket_id_seq",
                        "ticket_parts",
                        "ticket_pkey",
                        "ticket_status");
        assertThat(Script.rows(postgres, "SELECT count(*) FROM pg_index WHERE indrelid = 'apart.ticket'::regclass"))
                .containsExactly("4");
        assertThat(
                        Script.rows(
                                postgres,
                                "SELECT count(*) FROM pg_constraint WHERE conrelid = 'apart.ticket'::regclass AND contype = 'c'"))
                .containsExactly("1");
        assertThat(Script.rows(postgres, "INSERT INTO apart.ticket (status, ctid_) VALUES ('open', 1) RETURNING id"))
                .containsExactly("11");
        assertThat(changed(plan))
                .containsExactlyInAnyOrder(
                        "names.ticket.PRIMARY",
                        "names.ticket.id",
                        "names.ticket.status",
                        "names.ticket.status",
                        "names.ticket.ctid",
                        "names.ticket.parts",
                        "names.ticket.long_name_of_an_index_that_does_not_fit_behind_its_table_name",
                        "names.ticket.ticket_status_not_null");
    }

    @Test
    void theSameNamesComeOutWhateverElseIsThere() throws SQLException {
        SchemaPlan all = plan(MappingRules.none(), "names", "pg_x");
        SchemaPlan few = SchemaPlan.of(
                SourceCatalog.read(
                        mysql,
                        new TableSelection(List.of("names"), List.of("names.ticket", "names.ticket_*"), List.of())),
                MappingRules.none(),
                10);

        assertThat(table(all, "ticket")).isEqualTo(table(few, "ticket"));
    }

    @Test
    void tablesThatAreEqualInSmallLettersStayApart() throws Exception {
        Policies lower = PARTITIONED.overriddenBy(Policies.of(Policy.NAME_CASE, NameCase.LOWER));
        SchemaPlan plan = plan(new MappingRules(Map.of("names", "small"), lower, List.of()), "names");

        apply(plan);

        String other = plan.rules().target(new TableId("names", "Ticket")).table();
        assertThat(other).matches("ticket_[0-9a-f]{8}");
        assertThat(plan.rules().target(new TableId("names", "ticket")).table()).isEqualTo("ticket");
        assertThat(changed(plan)).contains("names.Ticket");
        assertThat(Script.rows(
                        postgres,
                        "SELECT confrelid::regclass FROM pg_constraint WHERE conrelid = 'small." + other
                                + "'::regclass AND contype = 'f'"))
                .containsExactly("small.ticket");
    }

    @Test
    void aSchemaHasNoNameThatPostgresOrThePipelineHas() throws Exception {
        SchemaPlan plan = plan(MappingRules.none(), "pg_x", "sluice");

        apply(plan);

        assertThat(plan.tables())
                .extracting(table -> table.id().schema())
                .satisfiesExactly(one -> assertThat(one).matches("mysql_pg_x_[0-9a-f]{8}"), other -> assertThat(other)
                        .matches("mysql_sluice_[0-9a-f]{8}"));
        assertThat(changed(plan)).containsExactly("pg_x.*", "sluice.*");
    }

    @Test
    void twoTablesThatTheUserPutsIntoOnePlaceAreRefused() throws Exception {
        Script.run(mysql, "CREATE DATABASE IF NOT EXISTS twin");
        Script.run(mysql, "CREATE TABLE twin.t (id INT PRIMARY KEY)");
        MappingRules rules = new MappingRules(Map.of("twin", "one", "pg_x", "one"), Policies.none(), List.of());

        assertThatThrownBy(() -> plan(rules, "pg_x", "twin"))
                .isInstanceOf(SluiceException.class)
                .hasMessage("In PostgreSQL both pg_x.t and twin.t would be named one.t; change 'target.schemas' or"
                        + " exclude one of them under 'source.tables'");
    }

    @Test
    void aTableThatHoldsNoRowsItselfIsLeftOutWithAFinding() throws SQLException {
        SchemaPlan plan = plan(MappingRules.none(), "names");

        assertThat(plan.findings())
                .filteredOn(finding -> finding.code() == Code.TABLE_LEFT_OUT)
                .extracting(Finding::object)
                .containsExactly("names.hole", "names.united");
        assertThat(plan.rules().leftOut())
                .containsExactlyInAnyOrder(new TableId("names", "hole"), new TableId("names", "united"));
        assertThat(plan.sourceTables()).extracting(table -> table.id().table()).doesNotContain("hole", "united");
    }

    private static List<String> changed(SchemaPlan plan) {
        return plan.findings().stream()
                .filter(finding -> finding.code() == Code.NAME_CHANGED)
                .map(Finding::object)
                .toList();
    }

    private static TableDefinition table(SchemaPlan plan, String name) {
        return plan.tables().stream()
                .filter(table -> table.id().table().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static SchemaPlan plan(MappingRules rules, String... databases) throws SQLException {
        return SchemaPlan.of(
                SourceCatalog.read(mysql, new TableSelection(List.of(databases), List.of(), List.of())), rules, 10);
    }

    private static void apply(SchemaPlan plan) throws Exception {
        TargetCheck.run(postgres, plan);
        SchemaApplier.applyBeforeData(postgres, plan);
        assertThat(SchemaApplier.applyAfterData(postgres, plan)).isEmpty();
        assertThat(SchemaApplier.validate(postgres, plan)).isEmpty();
    }
}
