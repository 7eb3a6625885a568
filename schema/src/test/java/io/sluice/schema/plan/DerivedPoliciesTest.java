package io.sluice.schema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.failure.SluiceException;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.SourceTable;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.core.policy.CaseInsensitive;
import io.sluice.core.policy.CharAs;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.UnsignedBigint;
import io.sluice.schema.EmptyServers;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.target.PipelineRecord;
import io.sluice.schema.target.TableConfiguration;
import io.sluice.schema.target.TargetServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the user's policies leave open is settled by the catalogue and the target. */
class DerivedPoliciesTest {

    private static final TableId COUNTRY = new TableId("geo", "country");
    private static final TableId CITY = new TableId("geo", "city");

    private static SourceCatalog catalog;

    @BeforeAll
    static void start() throws Exception {
        try (Connection mysql = EmptyServers.emptyMySql()) {
            Script.run(mysql, "CREATE DATABASE geo");
            Script.run(mysql, """
                    CREATE TABLE geo.country (
                      code CHAR(2) COLLATE utf8mb4_0900_ai_ci PRIMARY KEY,
                      name VARCHAR(40) COLLATE utf8mb4_bin UNIQUE,
                      census BIGINT UNSIGNED UNIQUE,
                      place POINT SRID 4326)""");
            Script.run(mysql, """
                    CREATE TABLE geo.city (
                      id INT PRIMARY KEY,
                      country CHAR(2) COLLATE utf8mb4_0900_ai_ci,
                      census BIGINT UNSIGNED,
                      FOREIGN KEY (country) REFERENCES geo.country (code),
                      FOREIGN KEY (census) REFERENCES geo.country (census))""");
            catalog = SourceCatalog.read(mysql, new TableSelection(List.of("geo"), List.of(), List.of()));
        }
    }

    @Test
    void nothingFollowsFromThePresetsButTheGeometry() {
        SchemaPlan plan = plan(TargetServer.newest(), MappingRules.none());

        assertThat(plan.rules().rules()).hasSize(1);
        assertThat(types(plan, COUNTRY)).containsExactly("varchar(2)", "varchar(40)", "numeric(20,0)", "bytea");
        assertThat(types(plan, CITY)).containsExactly("integer", "varchar(2)", "numeric(20,0)");
    }

    @Test
    void geometriesBecomePostgisWhereTheTargetHasIt() {
        SchemaPlan plan = plan(new TargetServer(18, Set.of("plpgsql", "postgis")), MappingRules.none());

        assertThat(types(plan, COUNTRY)).endsWith("geometry(Point,4326)");
    }

    /** The table that refers comes first in the catalogue, and has no rule of its own. */
    @Test
    void aColumnThatRefersToAnotherFollowsTheRuleOnItsTable() throws SQLException {
        SchemaPlan plan = plan(
                TargetServer.newest(),
                rules(
                        settle(COUNTRY, Optional.empty(), Policy.CASE_INSENSITIVE, CaseInsensitive.CITEXT),
                        settle(COUNTRY, Optional.of("census"), Policy.UNSIGNED_BIGINT, UnsignedBigint.BIGINT)));

        assertThat(types(plan, COUNTRY)).containsExactly("citext", "varchar(40)", "bigint", "bytea");
        assertThat(types(plan, CITY)).containsExactly("integer", "citext", "bigint");
        apply(plan);
    }

    @Test
    void aRuleOnAColumnComesBeforeThoseOnTables() {
        SchemaPlan plan = plan(
                TargetServer.newest(),
                rules(
                        settle(COUNTRY, Optional.empty(), Policy.CHAR, CharAs.VARCHAR),
                        settle(CITY, Optional.of("country"), Policy.CHAR, CharAs.CHAR)));

        assertThat(types(plan, COUNTRY)).startsWith("char(2)");
        assertThat(types(plan, CITY)).contains("char(2)");
    }

    @Test
    void aRuleOnAColumnWhoseCollationMindsTheCaseIsRefused() {
        MappingRules rules =
                rules(settle(COUNTRY, Optional.of("name"), Policy.CASE_INSENSITIVE, CaseInsensitive.CITEXT));

        assertThatThrownBy(() -> plan(TargetServer.newest(), rules))
                .isInstanceOf(SluiceException.class)
                .hasMessage("The rule on geo.country.name: case-insensitive does not apply to a column of collation"
                        + " utf8mb4_bin; take the rule away or put it on a CHAR, VARCHAR or TEXT column with a collation"
                        + " that ends in _ci");
    }

    /** Not even where an extension comes between two runs. */
    @Test
    void theTypesOfTablesThatAreThereStay() throws SQLException {
        TargetServer without = TargetServer.newest();
        try (Connection postgres = EmptyServers.emptyPostgres()) {
            PipelineRecord record = new PipelineRecord(postgres, "p");
            assertThat(record.server().extensions()).contains("plpgsql").doesNotContain("hstore");
            record.begin(
                    new TargetServer(without.majorVersion(), Set.of("plpgsql", "postgis")),
                    new TableConfiguration(
                            MappingRules.none(), new TableSelection(List.of("p"), List.of(), List.of())));
            Script.run(postgres, "CREATE EXTENSION hstore");

            assertThat(record.server().extensions()).containsExactlyInAnyOrder("plpgsql", "postgis");
            Script.run(postgres, "ALTER TABLE sluice.pipeline DROP COLUMN extensions");
            assertThat(record.server().extensions()).isEmpty();
        }
    }

    private static void apply(SchemaPlan plan) throws SQLException {
        try (Connection postgres = EmptyServers.emptyPostgres()) {
            SchemaApplier.applyBeforeData(postgres, plan);
            assertThat(SchemaApplier.applyAfterData(postgres, plan)).isEmpty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static SchemaPlan plan(TargetServer server, MappingRules rules) {
        return SchemaPlan.of(catalog, rules, 10, server);
    }

    private static MappingRules rules(Rule... rules) {
        return new MappingRules(Map.of(), Policies.none(), List.of(rules));
    }

    private static Rule settle(TableId table, Optional<String> column, Policy policy, Choice choice) {
        return new Rule.Settle(table, column, Policies.of(policy, choice));
    }

    /** As every other stage maps by the plan's rules. */
    private static List<String> types(SchemaPlan plan, TableId table) {
        SourceTable source = plan.sourceTables().stream()
                .filter(each -> each.id().equals(table))
                .findFirst()
                .orElseThrow();
        return TableMapping.compile(source, plan.rules()).target().columns().stream()
                .map(TargetColumn::type)
                .map(type -> type.sql())
                .toList();
    }
}
