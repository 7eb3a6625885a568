package io.sluice.schema.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.ddl.ColumnStructure;
import io.sluice.core.ddl.ColumnStructure.Default;
import io.sluice.core.ddl.ColumnStructure.Origin;
import io.sluice.core.ddl.DroppedPart;
import io.sluice.core.ddl.SchemaOutcome;
import io.sluice.core.ddl.SchemaOutcome.Kind;
import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.ddl.SchemaStatement.Action;
import io.sluice.core.ddl.SchemaStatement.Evidence;
import io.sluice.core.ddl.SchemaStatement.Keys;
import io.sluice.core.ddl.SchemaStatement.Rows;
import io.sluice.core.ddl.TableStructure;
import io.sluice.core.ddl.TargetChange;
import io.sluice.core.ddl.TargetChange.Extent;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.OnChange;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.type.Transformation;
import io.sluice.schema.change.ChangePlanner.Loaded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangePlannerTest {

    private static final TableId TABLE = new TableId("shop", "item");

    private final ChangePlanner planner = new ChangePlanner(MappingRules.none(), 1_000);

    private static ColumnStructure column(String name, String former, String type, boolean nullable, Default value) {
        return new ColumnStructure(
                name,
                Optional.ofNullable(former),
                type,
                nullable,
                value,
                Origin.WRITTEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ColumnStructure same(String name, String type) {
        return column(name, name, type, !name.equals("id"), Default.NONE);
    }

    private static Optional<TableStructure> table(ColumnStructure... columns) {
        return Optional.of(new TableStructure(List.of(columns), List.of("id"), Optional.empty()));
    }

    private static SchemaStatement alter(Optional<TableStructure> before, Optional<TableStructure> after) {
        return new SchemaStatement(
                "ALTER TABLE item",
                before.isEmpty() ? Action.CREATE : after.isEmpty() ? Action.DROP : Action.ALTER,
                TABLE,
                Optional.empty(),
                before,
                after,
                Evidence.STATEMENT,
                Rows.KEPT,
                List.of(),
                Keys.KEPT);
    }

    private TargetChange plan(Optional<TableStructure> before, Optional<TableStructure> after) {
        return planner.plan(alter(before, after), Loaded.BEFORE);
    }

    @Test
    void whatChangesNothingIsNothing() {
        assertThat(plan(table(same("id", "INT"), same("v", "INT")), table(same("v", "INT"), same("id", "INT")))
                        .isNothing())
                .isTrue();
    }

    @Test
    void anAddedColumnHasMySqlsValueInOldRows() {
        TargetChange change = plan(
                table(same("id", "INT")),
                table(
                        same("id", "INT"),
                        column("a", null, "INT", false, Default.literal("7")),
                        column("b", null, "VARCHAR(9)", false, Default.NONE)));
        assertThat(change.outcome().kind()).isEqualTo(Kind.KEYS);
        assertThat(change.statements())
                .containsExactly(
                        "ALTER TABLE \"shop\".\"item\" ADD COLUMN IF NOT EXISTS \"a\" integer DEFAULT 7 NOT NULL",
                        "ALTER TABLE \"shop\".\"item\" ADD COLUMN IF NOT EXISTS \"b\" varchar(9) DEFAULT '' NOT NULL",
                        "ALTER TABLE \"shop\".\"item\" ALTER COLUMN \"b\" DROP DEFAULT");
    }

    @Test
    void aTableOfAnotherStructureIsMadeAnew() {
        TargetChange change = plan(
                table(same("id", "INT"), same("e", "ENUM('a')")),
                table(same("id", "INT"), column("f", "e", "ENUM('b')", true, Default.NONE)));
        assertThat(change.anew())
                .contains(
                        "DROP TABLE IF EXISTS \"shop\".\"item\"",
                        "DROP TYPE IF EXISTS \"shop\".\"item_e\"",
                        "DROP TYPE IF EXISTS \"shop\".\"item_f\"")
                .anyMatch(sql -> sql.startsWith("CREATE TABLE IF NOT EXISTS \"shop\".\"item\""));
    }

    @Test
    void rowsThatWerePassedOverAreBroughtAnew() {
        Optional<TableStructure> same = table(same("id", "INT"));
        SchemaStatement found = new SchemaStatement(
                "SHOW CREATE TABLE",
                Action.ALTER,
                TABLE,
                Optional.empty(),
                same,
                same,
                Evidence.STATEMENT,
                Rows.PASSED_OVER,
                List.of(),
                Keys.KEPT);
        assertThat(planner.plan(found, Loaded.BEFORE).outcome())
                .isEqualTo(SchemaOutcome.reload("rows of a structure that nobody knows any more were passed over"));
    }

    @Test
    void namesAreExchangedByOthersInBetween() {
        TargetChange change = plan(
                table(same("id", "INT"), same("a", "INT"), same("b", "TEXT")),
                table(
                        same("id", "INT"),
                        column("b", "a", "INT", true, Default.NONE),
                        column("a", "b", "TEXT", true, Default.NONE)));
        assertThat(change.outcome()).isEqualTo(SchemaOutcome.FOLLOWED);
        assertThat(change.statements()).hasSize(4).allMatch(sql -> sql.contains(" RENAME COLUMN "));
    }

    @Test
    void aWiderTypeIsFollowedAndAnotherOneReloaded() {
        TargetChange wider = plan(
                table(same("id", "INT"), same("v", "INT")), table(same("id", "BIGINT"), same("v", "BIGINT UNSIGNED")));
        assertThat(wider.outcome()).isEqualTo(SchemaOutcome.FOLLOWED);
        assertThat(wider.statements())
                .contains("ALTER TABLE \"shop\".\"item\" ALTER COLUMN \"id\" TYPE bigint USING \"id\"::bigint");
        TargetChange other =
                plan(table(same("id", "INT"), same("v", "VARCHAR(9)")), table(same("id", "INT"), same("v", "INT")));
        assertThat(other.outcome().kind()).isEqualTo(Kind.RELOAD);
        assertThat(other.outcome().reason()).contains("from VARCHAR(9) to INT");
        assertThat(other.statements().get(1)).contains("TRUNCATE \"shop\".\"item\"");
    }

    @Test
    void aRenamedKeyIsAnotherKey() {
        Optional<TableStructure> after = Optional.of(new TableStructure(
                List.of(column("k", "id", "INT", false, Default.NONE)), List.of("k"), Optional.empty()));
        TargetChange change = plan(table(same("id", "INT")), after);
        assertThat(change.outcome().kind()).isEqualTo(Kind.RELOAD);
        assertThat(change.statements().get(change.statements().size() - 1))
                .isEqualTo("ALTER TABLE \"shop\".\"item\" ADD CONSTRAINT \"item_pkey\" PRIMARY KEY (\"k\")");
    }

    @Test
    void labelsAreAddedAhead() {
        TargetChange change = plan(
                table(same("id", "INT"), same("e", "ENUM('a','b')")),
                table(same("id", "INT"), same("e", "ENUM('a','b','it''s')")));
        assertThat(change.outcome()).isEqualTo(SchemaOutcome.FOLLOWED);
        assertThat(change.ahead()).hasSize(1);
        assertThat(change.statements()).contains("ALTER TYPE \"shop\".\"item_e\" ADD VALUE IF NOT EXISTS 'it''s'");
        TargetChange reordered = plan(
                table(same("id", "INT"), same("e", "ENUM('a','b')")),
                table(same("id", "INT"), same("e", "ENUM('b','a')")));
        assertThat(reordered.outcome()).isEqualTo(SchemaOutcome.FOLLOWED);
        assertThat(reordered.statements()).anyMatch(sql -> sql.startsWith("CREATE TYPE"));
    }

    @Test
    void tablesAreMadeAndDropped() {
        TargetChange made = plan(Optional.empty(), table(same("id", "INT"), same("e", "ENUM('a')")));
        assertThat(made.outcome().kind()).isEqualTo(Kind.KEYS);
        assertThat(made.statements()).anyMatch(sql -> sql.startsWith("CREATE TABLE IF NOT EXISTS"));
        TargetChange dropped = plan(table(same("id", "INT"), same("e", "ENUM('a')")), Optional.empty());
        assertThat(dropped.statements())
                .endsWith("DROP TABLE IF EXISTS \"shop\".\"item\"", "DROP TYPE IF EXISTS \"shop\".\"item_e\"");
    }

    @Test
    void whatMayStandInTheWayOfRowsIsDropped() {
        SchemaStatement statement = new SchemaStatement(
                "ALTER TABLE item DROP INDEX u",
                Action.ALTER,
                TABLE,
                Optional.empty(),
                table(same("id", "INT")),
                table(same("id", "INT")),
                Evidence.STATEMENT,
                Rows.KEPT,
                List.of(new DroppedPart(DroppedPart.Kind.INDEX, "u")),
                Keys.CHANGED);
        TargetChange change = planner.plan(statement, Loaded.BEFORE);
        assertThat(change.statements()).containsExactly("DROP INDEX IF EXISTS \"shop\".\"item_u\"");
        assertThat(change.outcome().kind()).isEqualTo(Kind.KEYS);
    }

    @Test
    void rowsThatWereLoadedWithALaterStructureAreReloaded() {
        TargetChange change = planner.plan(
                alter(table(same("id", "INT")), table(same("id", "INT"), column("a", null, "INT", true, Default.NONE))),
                Loaded.AFTER);
        assertThat(change.outcome().kind()).isEqualTo(Kind.RELOAD);
        assertThat(change.statements()).hasSize(1);
        TargetChange renamed = planner.plan(
                alter(
                        table(same("id", "INT"), same("a", "INT")),
                        table(same("id", "INT"), column("b", "a", "INT", true, Default.NONE))),
                Loaded.AFTER);
        assertThat(renamed.statements())
                .containsExactly("DO 'BEGIN ALTER TABLE \"shop\".\"item\" RENAME COLUMN \"a\" TO \"b\"; EXCEPTION WHEN"
                        + " duplicate_column THEN ALTER TABLE \"shop\".\"item\" DROP COLUMN \"a\"; END'");
    }

    private static TargetChange policed(Policy kind, OnChange choice, SchemaStatement statement) {
        MappingRules rules = new MappingRules(
                Map.of(),
                Policies.none(),
                List.of(new Rule.Settle(TABLE, Optional.empty(), Policies.of(kind, choice))));
        return new ChangePlanner(rules, 1_000).plan(statement, Loaded.BEFORE);
    }

    private Extent extent(String from, String to) {
        return plan(table(same("id", "INT"), same("v", from)), table(same("id", "INT"), same("v", to)))
                .extent();
    }

    @Test
    void whatPostgreSqlWritesAnewIsARewrite() {
        assertThat(extent("INT", "BIGINT")).isEqualTo(Extent.REWRITE);
        assertThat(extent("ENUM('a','b')", "ENUM('b','a')")).isEqualTo(Extent.REWRITE);
        assertThat(extent("FLOAT", "DOUBLE")).isEqualTo(Extent.REWRITE);
        assertThat(extent("VARCHAR(9)", "VARCHAR(20)")).isEqualTo(Extent.DEFINITION);
        assertThat(extent("VARCHAR(9)", "TEXT")).isEqualTo(Extent.DEFINITION);
        assertThat(extent("DECIMAL(9,2)", "DECIMAL(12,2)")).isEqualTo(Extent.DEFINITION);
        assertThat(extent("DATETIME(3)", "DATETIME(6)")).isEqualTo(Extent.DEFINITION);
        assertThat(extent("ENUM('a')", "ENUM('a','b')")).isEqualTo(Extent.DEFINITION);
        assertThat(extent("VARCHAR(9)", "INT")).as("emptied before").isEqualTo(Extent.DEFINITION);
    }

    @Test
    void aPolicyHoldsAStatementOfSeveralKinds() {
        SchemaStatement statement = alter(
                table(same("id", "INT"), same("v", "INT"), same("w", "INT")),
                table(same("id", "INT"), column("x", null, "INT", true, Default.NONE), same("v", "BIGINT")));
        for (Policy kind : List.of(Policy.ADD_COLUMN, Policy.DROP_COLUMN, Policy.CHANGE_TYPE)) {
            TargetChange change = policed(kind, OnChange.STOP, statement);
            assertThat(change.held()).contains("the policy '" + kind.id() + ": stop' holds it");
            assertThat(change.outcome().kind())
                    .as("once a person lets it go on")
                    .isEqualTo(Kind.KEYS);
            assertThat(change.statements()).isNotEmpty();
        }
        for (Policy kind : List.of(Policy.RENAME_COLUMN, Policy.CHANGE_KEY, Policy.OTHER_CHANGE, Policy.DROP_TABLE)) {
            assertThat(policed(kind, OnChange.STOP, statement).held())
                    .as("%s", kind)
                    .isEmpty();
        }
    }

    @Test
    void aDroppedColumnThatIsIgnoredStaysUntilOneOfItsNameComes() {
        TargetChange dropped = policed(
                Policy.DROP_COLUMN,
                OnChange.IGNORE,
                alter(table(same("id", "INT"), same("v", "INT")), table(same("id", "INT"))));
        assertThat(dropped.outcome())
                .isEqualTo(SchemaOutcome.ignored("the policy 'drop-column: ignore' leaves PostgreSQL as it is"));
        assertThat(dropped.statements())
                .containsExactly(
                        "ALTER TABLE \"shop\".\"item\" ALTER COLUMN \"v\" DROP DEFAULT",
                        "ALTER TABLE \"shop\".\"item\" ALTER COLUMN \"v\" DROP NOT NULL");
        TargetChange added = policed(
                Policy.DROP_COLUMN,
                OnChange.IGNORE,
                alter(
                        table(same("id", "INT")),
                        table(same("id", "INT"), column("v", null, "TEXT", true, Default.NONE))));
        assertThat(added.outcome().kind()).isEqualTo(Kind.KEYS);
        assertThat(added.statements())
                .startsWith("ALTER TABLE \"shop\".\"item\" DROP COLUMN IF EXISTS \"v\"")
                .hasSize(2);
    }

    @Test
    void aDroppedTableThatIsIgnoredStaysUntilOneOfItsNameComes() {
        TargetChange dropped =
                policed(Policy.DROP_TABLE, OnChange.IGNORE, alter(table(same("id", "INT")), Optional.empty()));
        assertThat(dropped.statements()).isEmpty();
        assertThat(dropped.isNothing()).isFalse();
        TargetChange made =
                policed(Policy.DROP_TABLE, OnChange.IGNORE, alter(Optional.empty(), table(same("id", "INT"))));
        assertThat(made.statements())
                .contains("DROP TABLE IF EXISTS \"shop\".\"item\"")
                .anyMatch(sql -> sql.startsWith("CREATE TABLE"));
    }

    @Test
    void whatRowsNeedIsDoneThoughOtherChangesAreIgnored() {
        TargetChange change = policed(
                Policy.OTHER_CHANGE,
                OnChange.IGNORE,
                alter(
                        table(same("id", "INT"), column("v", "v", "INT", false, Default.NONE), same("w", "INT")),
                        table(
                                same("id", "INT"),
                                column("v", "v", "INT", true, Default.NONE),
                                column("w", "w", "INT", true, Default.literal("7")))));
        assertThat(change.outcome().kind()).isEqualTo(Kind.IGNORED);
        assertThat(change.statements())
                .containsExactly("ALTER TABLE \"shop\".\"item\" ALTER COLUMN \"v\" DROP NOT NULL");
    }

    @Test
    void aTruncateIsARecordOfItsOwnWhereAPolicyAsksForIt() {
        assertThat(planner.truncated(TABLE)).isEmpty();
        for (OnChange choice : List.of(OnChange.STOP, OnChange.IGNORE)) {
            MappingRules rules = new MappingRules(Map.of(), Policies.of(Policy.TRUNCATE_TABLE, choice), List.of());
            TargetChange change =
                    new ChangePlanner(rules, 1_000).truncated(TABLE).orElseThrow();
            assertThat(change.statement()).isEqualTo("TRUNCATE TABLE `shop`.`item`");
            assertThat(change.held().isPresent()).isEqualTo(choice == OnChange.STOP);
            assertThat(change.statements()).hasSize(choice == OnChange.STOP ? 1 : 0);
        }
    }

    @Test
    void aNumberedBigintUnsignedIsBigintAsAtTheStart() {
        ColumnStructure numbered = new ColumnStructure(
                "id",
                Optional.empty(),
                "BIGINT UNSIGNED",
                false,
                Default.NONE,
                Origin.AUTO_INCREMENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        SchemaStatement made = alter(Optional.empty(), table(numbered, same("v", "BIGINT UNSIGNED")));

        assertThat(planner.plan(made, Loaded.BEFORE).statements())
                .anyMatch(sql -> sql.contains("\"id\" bigint GENERATED BY DEFAULT AS IDENTITY")
                        && sql.contains("\"v\" numeric(20,0)"));
        assertThat(ChangePlanner.rules(made, MappingRules.none()))
                .containsExactly(new Rule.Transform(TABLE, "id", Transformation.UNSIGNED_TO_BIGINT));
    }
}
