package io.sluice.schema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.core.policy.Generated;
import io.sluice.core.policy.JsonAs;
import io.sluice.core.policy.LongNames;
import io.sluice.core.policy.NameCase;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.type.Transformation;
import io.sluice.demo.shop.ShopSample;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way from MySQL's catalogue to tables in PostgreSQL, on real servers. */
class SchemaPlanTest {

    private static final TableSelection AWKWARD =
            new TableSelection(List.of("awk-ward"), List.of(), List.of("awk-ward.excluded"));
    private static final MappingRules RULES = new MappingRules(
            Map.of("awk-ward", "awkward"),
            Policies.none(),
            List.of(new Rule.Transform(
                    new TableId("awk-ward", "order"), "us", Transformation.MICROSECONDS_TO_INTERVAL)));

    private static SchemaServers servers;
    private static Connection mysql;
    private static Connection postgres;

    @BeforeAll
    static void start() throws Exception {
        servers = new SchemaServers();
        mysql = servers.mysql();
        postgres = servers.postgres();
        Script.runIn(mysql, "awk-ward", "awkward.sql");
    }

    @AfterAll
    static void stop() throws SQLException {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void createsTheShop() throws Exception {
        ShopSample.load(mysql, 1);
        SourceCatalog catalog = SourceCatalog.read(mysql, new TableSelection(List.of("shop"), List.of(), List.of()));
        SchemaPlan plan = SchemaPlan.of(catalog, MappingRules.none(), 10_000);

        apply(plan);

        assertThat(plan.findings()).extracting(Finding::severity).containsOnly(Finding.Severity.NOTICE);
        assertThat(catalog.rowEstimates()).hasSize(13).containsKey(new TableId("shop", "orders"));
        assertThat(types("shop", "products"))
                .contains("id|bigint|NO", "condition|products_condition|NO", "labels|_text|NO", "flags|bit|NO");
        assertThat(types("shop", "order_lines")).contains("order_id|bigint|NO", "product_id|bigint|NO");
        assertThat(types("shop", "inventory")).contains("product_id|bigint|NO", "movements|numeric|NO");
        long next = next(catalog, "orders");
        assertThat(Script.rows(postgres, "INSERT INTO shop.categories (name, slug) VALUES ('a', 'b') RETURNING id"))
                .containsExactly(String.valueOf(next(catalog, "categories") + 10_000));
        assertThat(Script.rows(postgres, "SELECT start_value FROM pg_sequences WHERE sequencename = 'orders_id_seq'"))
                .containsExactly(String.valueOf(next + 10_000));
        assertThat(Script.rows(
                        postgres,
                        "SELECT count(*), bool_and(convalidated) FROM pg_constraint"
                                + " WHERE contype = 'f' AND connamespace = 'shop'::regnamespace"))
                .containsExactly("13|t");
    }

    @Test
    void carriesAwkwardNamesTypesAndDefaultsOver() throws Exception {
        SourceCatalog catalog = SourceCatalog.read(mysql, AWKWARD);
        SchemaPlan plan = SchemaPlan.of(catalog, RULES, 10);

        apply(plan);

        Script.run(mysql, "INSERT INTO `awk-ward`.`order` () VALUES ()");
        Script.run(postgres, "SET TimeZone = 'UTC'");
        assertThat(Script.rows(postgres, """
                        INSERT INTO awkward."order" DEFAULT VALUES
                        RETURNING "select", "a b", "Ünï.cøde", e, s, s0, b1, b9, bin, bin0, vb, vbx, d, t, ts, y, n, f, dbl, z,
                                  u64, us, length(uid), txt, j, odd, day = CURRENT_DATE, dt IS NULL"""))
                .containsExactly(
                        "11|it's \\ \"x\"|abc|it's|{x,\"y z\"}|{}|t|000000101|\\x61620000|\\x00ff|\\x|\\xff00fe"
                                + "|2020-02-29|-12:34:56.5|2020-01-02 03:04:05+00|2024|1.50|1.5|10000000000|7"
                                + "|18446744073709551615|00:00:01.5|36|abc|[]|3|t|f");
        assertThat(Script.rows(mysql, "SELECT HEX(bin), HEX(bin0), HEX(vb), HEX(vbx) FROM `awk-ward`.`order` LIMIT 1"))
                .containsExactly("61620000|00FF||FF00FE");
        assertThat(Script.rows(
                        postgres,
                        "SELECT obj_description('awkward.\"order\"'::regclass), "
                                + "col_description('awkward.\"order\"'::regclass, 3)"))
                .containsExactly("Everything' at once|It's {d here} ? and \\");
        assertThat(Script.rows(postgres, "SELECT unnest(enum_range(NULL::awkward.order_e))"))
                .containsExactly("a", "it's", "b,c", "(d)", "back\\slash", "");
        assertThat(
                        Script.rows(
                                postgres,
                                "SELECT start_value FROM pg_sequences WHERE schemaname = 'awkward' AND sequencename = 'tiny_id_seq'"))
                .containsExactly("210");
    }

    @Test
    void reportsWhatItCannotCarryOver() throws SQLException {
        SchemaPlan plan = SchemaPlan.of(SourceCatalog.read(mysql, AWKWARD), RULES, 10);

        assertThat(plan.findings())
                .extracting(finding -> finding.severity() + " " + finding.object())
                .containsExactlyInAnyOrder(
                        "NOTICE awk-ward.*",
                        "NOTICE awk-ward.order.z",
                        "NOTICE awk-ward.order.p",
                        "NOTICE awk-ward.order.dt",
                        "NOTICE awk-ward.order.select",
                        "NOTICE awk-ward.order.the key",
                        "NOTICE awk-ward.order.txt_start",
                        "NOTICE awk-ward.order.words",
                        "NOTICE awk-ward.keyless",
                        "NOTICE awk-ward.keyless",
                        "NOTICE awk-ward.line_of_a_table_that_has_a_very_long_name_which_fits_in_sixty4"
                                + ".a_column_that_has_a_very_long_name_which_also_fits_in_sixty_four",
                        "NOTICE awk-ward.line_of_a_table_that_has_a_very_long_name_which_fits_in_sixty4.PRIMARY",
                        "WARNING awk-ward.elsewhere_child.away");
    }

    @Test
    void takesTheKeyThatDebeziumTakes() throws SQLException {
        SourceCatalog catalog = SourceCatalog.read(mysql, AWKWARD);

        assertThat(table(catalog, "order").source().key()).containsExactly("select");
        assertThat(table(catalog, "line").source().key()).containsExactly("ord", "no");
        assertThat(table(catalog, "first_unique").key().map(CatalogIndex::name)).contains("zz");
        assertThat(table(catalog, "first_unique").source().key()).containsExactly("b", "c");
        assertThat(table(catalog, "keyless").source().keyless()).isTrue();
        assertThat(catalog.tables()).extracting(each -> each.id().table()).doesNotContain("a_view", "excluded");
    }

    @Test
    void derivesTheTypeOfIdsOnBothSidesOfForeignKeys() throws SQLException {
        SchemaPlan plan = SchemaPlan.of(SourceCatalog.read(mysql, AWKWARD), RULES, 10);

        assertThat(plan.rules().transformation(new TableId("awk-ward", "order"), "select"))
                .contains(Transformation.UNSIGNED_TO_BIGINT);
        assertThat(plan.rules().transformation(new TableId("awk-ward", "line"), "ord"))
                .contains(Transformation.UNSIGNED_TO_BIGINT);
        assertThat(plan.rules().transformation(new TableId("awk-ward", "line"), "parent_ord"))
                .contains(Transformation.UNSIGNED_TO_BIGINT);
        assertThat(plan.rules().transformation(new TableId("awk-ward", "order"), "u64"))
                .isEmpty();
        assertThat(plan.rules().transformation(new TableId("awk-ward", "order"), "us"))
                .contains(Transformation.MICROSECONDS_TO_INTERVAL);
    }

    @Test
    void refusesRulesThatDoNotFit() throws SQLException {
        SourceCatalog catalog = SourceCatalog.read(mysql, AWKWARD);

        assertRefused(catalog, "order", "nowhere", "names no column of a selected table");
        assertRefused(catalog, "excluded", "id", "names no column of a selected table");
        assertRefused(catalog, "order", "a b", "does not apply to a column of type varchar(20)");
    }

    @Test
    void refusesPoliciesThatDoNotFit() throws SQLException {
        SourceCatalog catalog = SourceCatalog.read(mysql, AWKWARD);
        TableId order = new TableId("awk-ward", "order");

        assertRefused(
                catalog,
                new Rule.Settle(order, Optional.of("a b"), Policies.of(Policy.JSON, JsonAs.JSON)),
                "json does not apply to a column of type varchar(20); take the rule away or put it on a JSON column");
        assertRefused(
                catalog,
                new Rule.Settle(order, Optional.of("a b"), Policies.of(Policy.GENERATED, Generated.PLAIN)),
                "put it on a generated column");
        assertRefused(
                catalog,
                new Rule.Settle(new TableId("awk-ward", "excluded"), Optional.empty(), Policies.none()),
                "names no selected table");
    }

    @Test
    void refusesASelectionWithoutTables() {
        assertThatThrownBy(
                        () -> SourceCatalog.read(mysql, new TableSelection(List.of("nowhere"), List.of(), List.of())))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("no table in database 'nowhere'");
        assertThatThrownBy(() -> SourceCatalog.read(
                        mysql, new TableSelection(List.of("awk-ward"), List.of("awk-ward.x*"), List.of())))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("matches 'source.tables'");
    }

    @Test
    void refusesATargetThatIsNotEmpty() throws SQLException {
        TableSelection tiny = new TableSelection(List.of("awk-ward"), List.of("awk-ward.tiny"), List.of());
        SchemaPlan plan = SchemaPlan.of(
                SourceCatalog.read(mysql, tiny),
                new MappingRules(Map.of("awk-ward", "taken"), Policies.none(), List.of()),
                10);
        TargetCheck.run(postgres, plan);

        Script.run(postgres, "CREATE SCHEMA taken");
        TargetCheck.run(postgres, plan);
        Script.run(postgres, "CREATE TABLE taken.other (id int)");
        assertCheckFails(plan, "Schema taken of the target is not empty (it has other)");
        Script.run(postgres, "CREATE TABLE taken.tiny (number int)");
        assertCheckFails(plan, "Table taken.tiny exists in the target already with other columns (number)");
        Script.run(postgres, "ALTER TABLE taken.tiny RENAME number TO id");
        assertCheckFails(plan, "Table taken.tiny exists in the target already; drop it");
    }

    @Test
    void goesOnAfterAForeignKeyThatRowsViolate() throws Exception {
        TableSelection lines =
                new TableSelection(List.of("awk-ward"), List.of("awk-ward.line", "awk-ward.order"), List.of());
        SchemaPlan plan = SchemaPlan.of(
                SourceCatalog.read(mysql, lines),
                new MappingRules(Map.of("awk-ward", "orphaned"), Policies.none(), List.of()),
                10);
        SchemaApplier.applyBeforeData(postgres, plan);
        Script.run(postgres, "INSERT INTO orphaned.line (ord, no) VALUES (1, 1)");

        assertThat(SchemaApplier.applyAfterData(postgres, plan)).isEmpty();
        List<Finding> refused = SchemaApplier.validate(postgres, plan);

        assertThat(refused)
                .singleElement()
                .extracting(Finding::object)
                .isEqualTo("ALTER TABLE \"orphaned\".\"line\" VALIDATE CONSTRAINT \"to_order\"");
        Script.run(postgres, "DELETE FROM orphaned.line");
        assertThat(SchemaApplier.applyAfterData(postgres, plan)).isEmpty();
        assertThat(SchemaApplier.validate(postgres, plan)).isEmpty();
    }

    @Test
    void putsTheTimeOfAnUpdateWhereMySqlDoes() throws Exception {
        SchemaPlan plan = planIn("stamped", Policies.none());
        apply(plan);
        Script.run(postgres, "INSERT INTO stamped.\"order\" (\"select\", dt) VALUES (1, '2020-01-01')");

        assertThat(stampAfter("z = z")).isEqualTo("2020-01-01 00:00:00");
        Script.run(postgres, "SET session_replication_role = replica");
        assertThat(stampAfter("z = 8")).isEqualTo("2020-01-01 00:00:00");
        Script.run(postgres, "SET session_replication_role = origin");
        assertThat(stampAfter("z = 9, dt = '2021-01-01'")).isEqualTo("2021-01-01 00:00:00");
        assertThat(stampAfter("z = 10")).startsWith("20").isGreaterThan("2025");
    }

    private static String stampAfter(String change) throws SQLException {
        return Script.rows(postgres, "UPDATE stamped.\"order\" SET " + change + " RETURNING dt")
                .get(0);
    }

    @Test
    void appliesTheSchemaAheadOfARun() throws Exception {
        SchemaPlan plan = planIn("ahead", Policies.none());
        List<String> messages = new ArrayList<>();
        SchemaApplication application =
                new SchemaApplication(postgres, plan, Pipelines.of("ahead", AWKWARD, plan.rules()), messages::add);

        assertThatThrownBy(() -> application.apply(SchemaPart.AFTER_DATA))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("The tables are not there; run 'sluice schema --apply --before-data'");
        assertThat(application.apply(SchemaPart.ALL)).isEmpty();
        assertThat(application.apply(SchemaPart.ALL)).isEmpty();

        assertThat(messages)
                .hasSize(4)
                .anyMatch(message -> message.startsWith("Made " + plan.tables().size() + " tables by "))
                .anyMatch(message -> message.startsWith("The tables are there since an earlier run"));
    }

    @Test
    void printsAScriptWithEachFindingAboveItsStatement() throws Exception {
        SchemaPlan plan = planIn("printed", Policies.none());
        List<String> lines = new ArrayList<>();

        SchemaScript.print(plan, SchemaPart.ALL, lines::add);

        Script.run(postgres, String.join("\n", lines));
        assertThat(Script.rows(
                        postgres,
                        "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'printed'::regnamespace"))
                .containsExactly(String.valueOf(plan.tables().size()));
        assertThat(lines.stream().filter(line -> line.startsWith("-- notice") || line.startsWith("-- warning")))
                .hasSameSizeAs(plan.findings());
        int comment = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("-- notice: awk-ward.order.words: "))
                .findFirst()
                .orElseThrow());
        assertThat(lines.get(comment + 1)).startsWith("CREATE INDEX \"order_words\"");
    }

    @Test
    void writesNamesAsThePoliciesSay() throws SQLException {
        SchemaPlan lower = planIn("lower", Policies.of(Policy.NAME_CASE, NameCase.LOWER));

        assertThat(lower.tables().stream()
                        .flatMap(table -> table.columns().stream())
                        .map(column -> column.column().name()))
                .contains("ünï.cøde")
                .doesNotContain("Ünï.cøde");
        assertThatThrownBy(() -> planIn("long", Policies.of(Policy.LONG_NAMES, LongNames.FAIL)))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining(
                        "a_column_that_has_a_very_long_name_which_also_fits_in_sixty_four has more than 63"
                                + " bytes; rename it, or choose 'long-names: shorten'");
    }

    private static SchemaPlan planIn(String schema, Policies policies) throws SQLException {
        return SchemaPlan.of(
                SourceCatalog.read(mysql, AWKWARD),
                new MappingRules(Map.of("awk-ward", schema), policies, List.of()),
                10);
    }

    private static void apply(SchemaPlan plan) throws Exception {
        TargetCheck.run(postgres, plan);
        postgres.setAutoCommit(false);
        try {
            SchemaApplier.applyBeforeData(postgres, plan);
            postgres.commit();
        } finally {
            postgres.rollback();
            postgres.setAutoCommit(true);
        }
        assertThat(SchemaApplier.applyAfterData(postgres, plan)).isEmpty();
        assertThat(SchemaApplier.validate(postgres, plan)).isEmpty();
    }

    private static void assertRefused(SourceCatalog catalog, String table, String column, String message) {
        assertRefused(
                catalog,
                new Rule.Transform(new TableId("awk-ward", table), column, Transformation.MICROSECONDS_TO_INTERVAL),
                message);
    }

    private static void assertRefused(SourceCatalog catalog, Rule rule, String message) {
        assertThatThrownBy(() -> SchemaPlan.of(catalog, new MappingRules(Map.of(), Policies.none(), List.of(rule)), 10))
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
                .hasMessageContaining(message);
    }

    private static void assertCheckFails(SchemaPlan plan, String message) {
        assertThatThrownBy(() -> TargetCheck.run(postgres, plan))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining(message);
    }

    private static CatalogTable table(SourceCatalog catalog, String name) {
        return catalog.tables().stream()
                .filter(table -> table.id().table().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long next(SourceCatalog catalog, String table) {
        return table(catalog, table).facts().nextAutoIncrement().orElseThrow();
    }

    private static List<String> types(String schema, String table) throws SQLException {
        return Script.rows(
                postgres,
                "SELECT column_name, CASE WHEN data_type IN ('ARRAY', 'USER-DEFINED') THEN udt_name ELSE data_type END,"
                        + " is_nullable FROM information_schema.columns WHERE table_schema = '" + schema
                        + "' AND table_name = '" + table + "'");
    }
}
