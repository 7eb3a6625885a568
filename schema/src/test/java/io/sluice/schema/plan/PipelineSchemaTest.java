package io.sluice.schema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.failure.SluiceException;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.core.policy.Partitions;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.TinyInt1;
import io.sluice.core.policy.ZeroDates;
import io.sluice.core.type.Transformation;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.target.PipelineRecord;
import io.sluice.schema.target.SchemaProgress;
import io.sluice.schema.target.TableConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a changed configuration may change while the tables exist. */
class PipelineSchemaTest {

    private static final TableSelection ONE = new TableSelection(List.of("conf"), List.of("conf.one"), List.of());
    private static final TableSelection ALL = new TableSelection(List.of("conf"), List.of(), List.of());

    private static SchemaServers servers;
    private static Connection mysql;
    private static Connection postgres;

    @BeforeAll
    static void createTheTables() throws Exception {
        servers = new SchemaServers();
        mysql = servers.mysql();
        postgres = servers.postgres();
        Script.run(mysql, "CREATE DATABASE conf");
        Script.run(
                mysql,
                "CREATE TABLE conf.one (id INT PRIMARY KEY, flag TINYINT(1), day DATE, us BIGINT)"
                        + " PARTITION BY RANGE (id) (PARTITION low VALUES LESS THAN (10), PARTITION high VALUES LESS THAN (20))");
        Script.run(mysql, "CREATE TABLE conf.two (id INT PRIMARY KEY)");
        Pipeline pipeline = pipeline(ONE, MappingRules.none());
        new SchemaApplication(postgres, plan(pipeline), pipeline, message -> {}).createTables();
    }

    @AfterAll
    static void stop() throws SQLException {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void whatMakesTheSameTablesMayChange() throws Exception {
        MappingRules rules = policies(Policies.of(Policy.ZERO_DATES, ZeroDates.REPLACE));

        assertThat(plan(pipeline(ONE, rules)).rules().policies().chosen())
                .containsEntry(Policy.ZERO_DATES, ZeroDates.REPLACE);
    }

    @Test
    void whatMySqlChangesIsNoChangeOfTheConfiguration() throws Exception {
        Script.run(mysql, "ALTER TABLE conf.one ADD added INT");
        try {
            assertThat(plan(pipeline(ONE, MappingRules.none())).tables()).hasSize(1);
        } finally {
            Script.run(mysql, "ALTER TABLE conf.one DROP added");
        }
    }

    @Test
    void anotherTypeIsRefused() {
        refuses(
                pipeline(ONE, policies(Policies.of(Policy.TINYINT1, TinyInt1.BOOLEAN))),
                "conf.one.flag would be boolean in place of smallint; undo the change");
        refuses(
                pipeline(
                        ONE,
                        new MappingRules(
                                Map.of(),
                                Policies.none(),
                                List.of(new Rule.Transform(
                                        new TableId("conf", "one"), "us", Transformation.MICROSECONDS_TO_INTERVAL)))),
                "conf.one.us would be interval in place of bigint");
    }

    @Test
    void otherPartitionsAreRefused() {
        refuses(
                pipeline(ONE, policies(Policies.of(Policy.PARTITIONS, Partitions.DECLARATIVE))),
                "conf.one would have another key or other partitions");
    }

    @Test
    void anotherSchemaIsRefused() {
        refuses(
                pipeline(ONE, new MappingRules(Map.of("conf", "public"), Policies.none(), List.of())),
                "conf.one would be public.one");
    }

    @Test
    void aTableThatIsAddedIsNotThereYet() throws Exception {
        Pipeline pipeline = pipeline(ALL, MappingRules.none());
        refuses(pipeline, "The pipeline does not have conf.two yet");

        PipelineSchema schema = PipelineSchema.read(pipeline, SourceCatalog.read(mysql, pipeline.tables()), postgres);
        assertThat(schema.added()).containsExactly(new TableId("conf", "two"));
        assertThat(schema.plan().beforeData(schema.added()))
                .singleElement()
                .satisfies(statement -> assertThat(statement.sql()).startsWith("CREATE TABLE \"conf\".\"two\""));
    }

    @Test
    void manyTablesAreMadeInSeveralTransactions() throws Exception {
        Script.run(mysql, "CREATE DATABASE many");
        for (int table = 1; table <= 7; table++) {
            Script.run(mysql, "CREATE TABLE many.t" + table + " (id INT PRIMARY KEY)");
        }
        Pipeline pipeline = database("many");
        Script.run(postgres, "CREATE SCHEMA many");
        Script.run(postgres, "CREATE TABLE many.t6 ()");
        SchemaPlan plan = plan(pipeline);
        SchemaApplication application = new SchemaApplication(postgres, plan, pipeline, message -> {});

        assertThatThrownBy(() -> application.createTables(3)).hasMessageContaining("\"many\".\"t6\"");
        SchemaProgress progress = new SchemaProgress(postgres, "many");
        assertThat(progress.made(plan.beforeData())).isEqualTo(6);
        assertThat(new PipelineRecord(postgres, "many").stage()).isEmpty();

        Script.run(postgres, "DROP TABLE many.t6");
        SchemaApplication.check(postgres, plan, progress);
        application.createTables(3);
        assertThat(progress.isBegun()).isFalse();
        assertThat(new PipelineRecord(postgres, "many").stage()).isPresent();
        assertThat(plan(pipeline).tables()).hasSize(7);
    }

    @Test
    void tablesThatChangeWhileTheyAreMadeAreRefused() throws Exception {
        Script.run(mysql, "CREATE DATABASE moving");
        for (int table = 1; table <= 5; table++) {
            Script.run(mysql, "CREATE TABLE moving.t" + table + " (id INT PRIMARY KEY)");
        }
        Pipeline pipeline = database("moving");
        Script.run(postgres, "CREATE SCHEMA moving");
        Script.run(postgres, "CREATE TABLE moving.t5 ()");
        SchemaPlan before = plan(pipeline);
        assertThatThrownBy(() -> new SchemaApplication(postgres, before, pipeline, message -> {}).createTables(2))
                .hasMessageContaining("\"moving\".\"t5\"");
        Script.run(mysql, "ALTER TABLE moving.t1 ADD added INT");

        SchemaPlan after = plan(pipeline);
        assertThatThrownBy(() -> SchemaApplication.check(postgres, after, new SchemaProgress(postgres, "moving")))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("DELETE FROM sluice.schema_progress WHERE pipeline = 'moving'");
    }

    @Test
    void anAddedTableIsThereIfOthersHaveBeenTold() throws Exception {
        Pipeline pipeline = pipeline(ALL, MappingRules.none());
        SchemaPlan plan = PipelineSchema.read(pipeline, SourceCatalog.read(mysql, pipeline.tables()), postgres)
                .plan();
        List<TableId> two = List.of(new TableId("conf", "two"));
        SchemaApplication application = new SchemaApplication(postgres, plan, pipeline, message -> {});

        assertThatThrownBy(() -> application.addTables(two, () -> {
                    throw new InterruptedException("Kafka is away");
                }))
                .hasMessage("Kafka is away");
        refuses(pipeline, "The pipeline does not have conf.two yet");

        application.addTables(two, () -> {});
        assertThat(plan(pipeline).tables()).hasSize(2);
        Script.run(postgres, "DROP TABLE conf.two");
        new PipelineRecord(postgres, "conf").configure(TableConfiguration.of(pipeline(ONE, MappingRules.none())));
    }

    /** Its row has nothing of what later versions keep, and the run that goes on adds it. */
    @Test
    void aPipelineOfAnEarlierVersionGoesOn() throws Exception {
        Pipeline pipeline = pipeline(ALL, policies(Policies.of(Policy.TINYINT1, TinyInt1.BOOLEAN)));
        postgres.setAutoCommit(false);
        try {
            Script.run(
                    postgres,
                    "ALTER TABLE sluice.pipeline DROP COLUMN extensions, DROP COLUMN rules, DROP COLUMN tables,"
                            + " DROP COLUMN source_server");
            PipelineRecord record = new PipelineRecord(postgres, "conf");

            assertThat(record.sourceServer()).isEmpty();
            assertThat(plan(pipeline).tables()).hasSize(2);
            record.configure(TableConfiguration.of(pipeline));
            record.reads("a");

            assertThat(record.configuration()).contains(TableConfiguration.of(pipeline));
            assertThat(record.sourceServer()).contains("a");
        } finally {
            postgres.rollback();
            postgres.setAutoCommit(true);
        }
    }

    private static void refuses(Pipeline pipeline, String reason) {
        assertThatThrownBy(() -> plan(pipeline))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining(reason);
    }

    private static SchemaPlan plan(Pipeline pipeline) throws SQLException {
        return PipelineSchema.plan(pipeline, SourceCatalog.read(mysql, pipeline.tables()), postgres);
    }

    private static MappingRules policies(Policies policies) {
        return new MappingRules(Map.of(), policies, List.of());
    }

    private static Pipeline pipeline(TableSelection tables, MappingRules rules) {
        return Pipelines.of("conf", tables, rules);
    }

    /** A pipeline of this name, with all tables of the database. */
    private static Pipeline database(String name) {
        return Pipelines.of(name, new TableSelection(List.of(name), List.of(), List.of()), MappingRules.none());
    }
}
