package io.sluice.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.model.SourceColumn;
import io.sluice.core.model.SourceTable;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.JsonAs;
import io.sluice.core.policy.NameCase;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.ZeroDates;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TablePoliciesTest {

    private static final TableId TABLE = new TableId("Shop", "Orders");

    @Test
    void aColumnsPoliciesComeBeforeItsTablesAndThoseBeforeThePipelines() {
        MappingRules rules = new MappingRules(
                Map.of(),
                Policies.of(Policy.ZERO_DATES, ZeroDates.NULL),
                List.of(
                        new Rule.Settle(TABLE, Optional.of("at"), Policies.of(Policy.ZERO_DATES, ZeroDates.FAIL)),
                        new Rule.Settle(TABLE, Optional.empty(), Policies.of(Policy.ZERO_DATES, ZeroDates.REPLACE))));

        assertThat(rules.policies(TABLE, "at").zeroDates()).isEqualTo(ZeroDates.FAIL);
        assertThat(rules.policies(TABLE, "day").zeroDates()).isEqualTo(ZeroDates.REPLACE);
        assertThat(rules.policies(new TableId("Shop", "x"), "at").zeroDates()).isEqualTo(ZeroDates.NULL);
    }

    @Test
    void whatMayBecomeNullIsNullableUnlessItIsTheKey() {
        SourceTable table = new SourceTable(TABLE, List.of(column("at", "date"), column("day", "date")), List.of("at"));
        MappingRules rules = new MappingRules(Map.of(), Policies.of(Policy.ZERO_DATES, ZeroDates.NULL), List.of());

        assertThat(TableMapping.compile(table, rules).target().columns())
                .containsExactly(
                        new TargetColumn("at", PgType.of(Base.DATE), false),
                        new TargetColumn("day", PgType.of(Base.DATE), true));
    }

    @Test
    void namesAreLoweredWhereThatIsChosenExceptSchemasThatAreNamed() {
        SourceTable table = new SourceTable(TABLE, List.of(column("Id", "json")), List.of("Id"));
        Policies lower =
                Policies.of(Policy.NAME_CASE, NameCase.LOWER).overriddenBy(Policies.of(Policy.JSON, JsonAs.JSON));

        var lowered = TableMapping.compile(table, new MappingRules(Map.of(), lower, List.of()))
                .target();
        assertThat(lowered.id()).isEqualTo(new TableId("shop", "orders"));
        assertThat(lowered.key()).containsExactly("id");
        assertThat(lowered.columns()).containsExactly(new TargetColumn("id", PgType.of(Base.JSON), false));
        assertThat(new MappingRules(Map.of("Shop", "Store"), lower, List.of()).target(TABLE))
                .isEqualTo(new TableId("Store", "orders"));
    }

    private static SourceColumn column(String name, String type) {
        return new SourceColumn(name, MySqlType.ofDeclaration(type), false);
    }
}
