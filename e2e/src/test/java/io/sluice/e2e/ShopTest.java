package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.demo.shop.ShopSample;
import io.sluice.demo.shop.ShopWorkload;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sample shop, as {@code sluice demo} migrates it, which the gate does too: schema, load, then its workload. */
@Tag("thorough")
class ShopTest {

    private static final long SEED = 20_261_121;
    private static final int TRANSACTIONS = 1_000;

    @Test
    void arrivesWholeAndStaysInStep() throws SQLException {
        PipelineText text = PipelineText.of(ShopSample.DATABASE)
                .schema(ShopSample.DATABASE, "store")
                .rule("shop.deliveries.duration_us", "microseconds-to-interval");
        try (TestPipeline pipeline = TestPipeline.create(text);
                Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            int rows = ShopSample.load(mysql, SEED).rows();

            Exit run = pipeline.start("run", "--until-synced").await(Duration.ofMinutes(3));
            assertThat(run.code()).as(run.toString()).isZero();
            assertThat(Sql.number(postgres, countOfAll(mysql))).isEqualTo(rows);
            schemaIsComplete(mysql, postgres);

            Run again = Run.startStreaming(pipeline);
            try (ShopWorkload workload = new ShopWorkload(pipeline::mysql, SEED)) {
                workload.runTransactions(TRANSACTIONS);
                assertThat(workload.committed()).isEqualTo(TRANSACTIONS);
            }
            everyRowIsEqual(pipeline.sluice("verify", "--json"));
            again.process().stop();
            Exit status = pipeline.sluice("status", "--json");
            assertThat(status.json().get("phase").asText()).isEqualTo("STOPPED");
        }
    }

    private static String countOfAll(Connection mysql) throws SQLException {
        return Sql.rows(mysql, "SHOW TABLES").stream()
                .map(table -> "(SELECT count(*) FROM store." + table + ")")
                .reduce("SELECT 0", (sum, count) -> sum + " + " + count);
    }

    private static void schemaIsComplete(Connection mysql, Connection postgres) throws SQLException {
        assertThat(Sql.number(postgres, "SELECT count(*) FROM pg_indexes WHERE schemaname = 'store'"))
                .as("indexes, primary keys included")
                .isEqualTo(Sql.number(
                        mysql,
                        "SELECT count(DISTINCT table_name, index_name) FROM information_schema.statistics"
                                + " WHERE table_schema = 'shop'"));
        assertThat(Sql.rows(
                        postgres,
                        "SELECT conrelid::regclass, confrelid::regclass, convalidated FROM pg_constraint"
                                + " WHERE contype = 'f' AND connamespace = 'store'::regnamespace ORDER BY 1, 2"))
                .as("foreign keys")
                .hasSize((int) Sql.number(
                        mysql,
                        "SELECT count(*) FROM information_schema.referential_constraints"
                                + " WHERE constraint_schema = 'shop'"))
                .allMatch(row -> row.endsWith("|t"));
        assertThat(Sql.rows(
                        postgres,
                        "SELECT table_name, column_name FROM information_schema.columns"
                                + " WHERE table_schema = 'store' AND is_identity = 'YES'"
                                + " AND identity_generation = 'BY DEFAULT'"))
                .as("identity columns")
                .containsExactlyInAnyOrderElementsOf(Sql.rows(
                        mysql,
                        "SELECT table_name, column_name FROM information_schema.columns"
                                + " WHERE table_schema = 'shop' AND extra LIKE '%auto_increment%'"));
        assertThat(Sql.rows(
                        postgres,
                        "SELECT obj_description('store.categories'::regclass), col_description('store.customers'"
                                + "::regclass, 3)"))
                .containsExactly("A tree, three levels deep|As the customer writes it, \\ and 'quotes' included");
        assertThat(Sql.rows(
                        postgres,
                        "SELECT data_type FROM information_schema.columns WHERE table_schema = 'store'"
                                + " AND column_name = 'duration_us'"))
                .containsExactly("interval");
    }

    private static void everyRowIsEqual(Exit verify) {
        assertThat(verify.code()).as(verify.toString()).isZero();
        JsonNode report = verify.json();
        assertThat(report.get("differences").asLong()).isZero();
        assertThat(report.get("deadLetters").asLong()).isZero();
        assertThat(report.get("tables")).hasSize(13).allSatisfy(table -> {
            assertThat(table.get("target").asText()).startsWith("store.");
            assertThat(table.get("targetRows").asLong())
                    .isEqualTo(table.get("sourceRows").asLong())
                    .isPositive();
        });
    }
}
