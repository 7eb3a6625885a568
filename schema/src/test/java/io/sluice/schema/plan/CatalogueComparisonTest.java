package io.sluice.schema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.core.policy.CaseInsensitive;
import io.sluice.core.policy.Partitions;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.demo.shop.ShopSample;
import io.sluice.schema.catalog.SourceCatalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nothing that MySQL's catalogue knows is lost in silence: each column, key, index, default, check, comment and foreign
 * key is in PostgreSQL's catalogue, or a finding of the fitting kind names it.
 */
class CatalogueComparisonTest {

    private static final List<String> FEATURES = List.of("features", "features_far");

    private static SchemaServers servers;
    private static Connection mysql;
    private static Connection postgres;

    @BeforeAll
    static void start() throws Exception {
        servers = new SchemaServers();
        mysql = servers.mysql();
        postgres = servers.postgres();
        Script.run(mysql, "SET GLOBAL log_bin_trust_function_creators = ON");
        Script.run(mysql, "CREATE DATABASE features_far");
        Script.runIn(mysql, "features", "features.sql");
    }

    @AfterAll
    static void stop() throws SQLException {
        if (servers != null) {
            servers.close();
        }
    }

    @AfterEach
    void clear() throws SQLException {
        Script.run(postgres, "DROP SCHEMA IF EXISTS shop, features, features_far CASCADE");
    }

    @Test
    void accountsForTheShop() throws Exception {
        ShopSample.load(mysql, 1);
        List<String> shop = List.of("shop");

        SchemaPlan plan = applied(shop, Policies.none());

        assertThat(unaccounted(shop, plan)).isEmpty();
    }

    @Test
    void accountsForEveryFeature() throws Exception {
        SchemaPlan plan = applied(FEATURES, Policies.none());

        assertThat(unaccounted(FEATURES, plan)).isEmpty();
    }

    @Test
    void accountsForPartitions() throws Exception {
        SchemaPlan plan = applied(FEATURES, Policies.of(Policy.PARTITIONS, Partitions.DECLARATIVE));

        assertThat(unaccounted(FEATURES, plan)).isEmpty();
        assertThat(Script.rows(
                        postgres,
                        "SELECT relname FROM pg_class WHERE relkind = 'p' AND relnamespace = 'features'::regnamespace"
                                + " AND NOT relispartition ORDER BY relname"))
                .containsExactly("hashed", "listed", "ranged", "ranged_columns", "ranged_days");
        Script.run(
                postgres, "INSERT INTO features.ranged VALUES (1, '2019-12-31'), (2, '2020-01-01'), (3, '9999-01-01')");
        Script.run(postgres, "INSERT INTO features.ranged_days VALUES (1, '2021-02-28 23:59'), (2, '2021-03-01')");
        Script.run(postgres, "INSERT INTO features.listed VALUES (1, NULL), (2, 2), (3, 99)");
        assertThat(Script.rows(
                        postgres, "SELECT replace(tableoid::regclass::text, 'features.', ''), id FROM features.ranged"))
                .allMatch(row -> row.matches("ranged_p0_p.\\|1|ranged_p1_p.\\|2|ranged_p2_p.\\|3"));
        assertThat(Script.rows(postgres, "SELECT tableoid::regclass, id FROM features.ranged_days ORDER BY id"))
                .containsExactly("features.ranged_days_p0|1", "features.ranged_days_p1|2");
        assertThat(Script.rows(postgres, "SELECT tableoid::regclass, id FROM features.listed ORDER BY id"))
                .containsExactly("features.listed_south|1", "features.listed_north|2", "features.listed_rest|3");
    }

    @Test
    void refusesTextsThatMySqlHoldsForEqual() throws Exception {
        applied(FEATURES, Policies.of(Policy.CASE_INSENSITIVE, CaseInsensitive.COLLATION));
        String insert = "INSERT INTO features.customers (email, code, nick) VALUES ('%s', '%s', NULL)";

        Script.run(postgres, insert.formatted("á@x", "a"));
        assertThatThrownBy(() -> Script.run(postgres, insert.formatted("A@X", "b")))
                .hasMessageContaining("customers_email");
        Script.run(postgres, insert.formatted("b@x", "A"));
        assertThat(Script.rows(postgres, "SELECT email FROM features.customers WHERE code = 'A'"))
                .containsExactly("b@x");
    }

    @Test
    void keepsDifferentLongValuesApart() throws Exception {
        applied(FEATURES, Policies.none());
        String insert = "INSERT INTO features.wide_keys SELECT %d, string_agg(chr(8000 + (i * %d) %% 9000), ''), 'b'"
                + " FROM generate_series(1, 700) i";

        Script.run(postgres, insert.formatted(1, 7919));
        Script.run(postgres, insert.formatted(2, 7907));
        assertThatThrownBy(() -> Script.run(postgres, insert.formatted(3, 7919)))
                .hasMessageContaining("wide_keys_both_unique");
    }

    /** The comparison can fail: whatever is taken away is missed. */
    @Test
    void missesWhatIsNotThere() throws Exception {
        SchemaPlan plan = applied(FEATURES, Policies.none());
        Script.run(postgres, """
                ALTER TABLE features.customers ALTER code SET DEFAULT '7', ALTER empty DROP DEFAULT,
                    ALTER email DROP NOT NULL, DROP CONSTRAINT balance_low;
                ALTER TABLE features.orders DROP CONSTRAINT of_parent, ALTER total DROP EXPRESSION,
                    ALTER id DROP IDENTITY;
                DROP INDEX features.customers_created_down;
                DROP TRIGGER customers_changed_on_update ON features.customers;
                COMMENT ON TABLE features.customers IS NULL; COMMENT ON COLUMN features.customers.email IS NULL""");

        assertThat(unaccounted(FEATURES, plan))
                .containsExactlyInAnyOrder(
                        "column features.customers.code has a default: 007",
                        "column features.customers.empty has a default: ",
                        "column features.customers.email is NOT NULL",
                        "column features.customers.email has comment It's unique",
                        "column features.customers.changed has a trigger",
                        "column features.orders.id is an identity",
                        "column features.orders.total is generated, s",
                        "check features.customers.balance_low is enforced",
                        "foreign key features.orders.of_parent from parent to features.orders id NO ACTION SET NULL",
                        "index features.customers.customers_created_down is there",
                        "index features.customers.customers_created_down is not unique on created DESC, code",
                        "index features.customers.customers_created_down has comment Newest first",
                        "table features.customers has comment Who buys");
    }

    private static SchemaPlan applied(List<String> databases, Policies policies) throws Exception {
        SourceCatalog catalog = SourceCatalog.read(mysql, new TableSelection(databases, List.of(), List.of()));
        SchemaPlan plan = SchemaPlan.of(catalog, new MappingRules(Map.of(), policies, List.of()), 10);
        SchemaApplier.applyBeforeData(postgres, plan);
        assertThat(SchemaApplier.applyAfterData(postgres, plan)).isEmpty();
        assertThat(SchemaApplier.validate(postgres, plan)).isEmpty();
        return plan;
    }

    private static List<String> unaccounted(List<String> databases, SchemaPlan plan) throws SQLException {
        Set<String> target = TargetFacts.read(postgres);
        return SourceFacts.read(mysql, databases).stream()
                .filter(fact -> !target.contains(fact.expected()))
                .filter(fact -> plan.findings().stream()
                        .noneMatch(finding -> finding.object().equals(fact.object())
                                && fact.codes().contains(finding.code())))
                .map(CatalogueFact::expected)
                .toList();
    }
}
