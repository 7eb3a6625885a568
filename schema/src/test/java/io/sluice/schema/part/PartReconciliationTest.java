package io.sluice.schema.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.schema.EmptyServers;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.SchemaApplier;
import io.sluice.schema.plan.SchemaPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartReconciliationTest {

    private static final TableId CHILD = new TableId("shop", "child");
    private static final TableId PARENT = new TableId("shop", "parent");

    private final List<String> executed = new ArrayList<>();
    private Connection mysql;
    private Connection postgres;

    @BeforeEach
    void start() throws Exception {
        mysql = EmptyServers.emptyMySql();
        postgres = EmptyServers.emptyPostgres();
        mysql(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.parent (id INT PRIMARY KEY, code VARCHAR(9), UNIQUE KEY code (code))",
                """
                CREATE TABLE shop.child (id INT PRIMARY KEY, parent INT, a INT, b VARCHAR(9), KEY by_a (a) COMMENT 'it''s',
                    KEY by_both (a, b), CONSTRAINT positive CHECK (a > 0),
                    CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES shop.parent (id))""");
        SchemaPlan plan = plan();
        SchemaApplier.applyBeforeData(postgres, plan);
        assertThat(SchemaApplier.applyAfterData(postgres, plan)).isEmpty();
        assertThat(SchemaApplier.validate(postgres, plan)).isEmpty();
        postgres(
                "INSERT INTO shop.parent VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO shop.child VALUES (1, 1, 1, 'x'), (2, 2, 2, 'x')",
                "CREATE INDEX of_a_user ON shop.child (b, a)");
    }

    @AfterEach
    void stop() throws SQLException {
        mysql.close();
        postgres.close();
    }

    @Test
    void whatIsThereStaysAsItIs() throws SQLException {
        assertThat(reconcile(CHILD, PARENT)).contains(List.of());
        assertThat(executed).isEmpty();
    }

    @Test
    void whatIsMissingIsMadeAndWhatIsGoneIsDropped() throws SQLException {
        mysql(
                "ALTER TABLE shop.child DROP KEY by_both, DROP CHECK positive, ADD KEY later (b), ADD UNIQUE KEY u (a, b),"
                        + " ADD CONSTRAINT small CHECK (a < 9), ADD CONSTRAINT to_code FOREIGN KEY (b) REFERENCES shop.parent (code)");
        postgres("UPDATE shop.child SET b = 'one'");

        assertThat(reconcile(CHILD)).contains(List.of());
        assertThat(parts())
                .containsExactly(
                        "child_by_a|t",
                        "child_later|t",
                        "child_to_parent|t",
                        "child_u|t",
                        "of_a_user|t",
                        "parent_code|t",
                        "small|t",
                        "to_code|t",
                        "to_parent|t");
    }

    @Test
    void anotherNameIsNoOtherIndex() throws SQLException {
        mysql("ALTER TABLE shop.child RENAME INDEX by_a TO by_number, RENAME COLUMN b TO text");
        postgres("ALTER TABLE shop.child RENAME COLUMN b TO text");

        assertThat(reconcile(CHILD)).contains(List.of());
        assertThat(executed).containsExactly("ALTER INDEX \"shop\".\"child_by_a\" RENAME TO \"child_by_number\"");
    }

    @Test
    void anotherDefinitionIsMadeAnew() throws SQLException {
        mysql("ALTER TABLE shop.child DROP KEY by_both, ADD KEY by_both (b, a)");

        assertThat(reconcile(CHILD)).contains(List.of());
        assertThat(executed)
                .containsExactly(
                        "DROP INDEX IF EXISTS \"shop\".\"child_by_both\"",
                        "CREATE INDEX CONCURRENTLY \"child_by_both\" ON \"shop\".\"child\" (\"b\", \"a\")");
    }

    @Test
    void whatRowsDoNotSatisfyIsRefusedAndLeavesNothingBehind() throws SQLException {
        mysql("ALTER TABLE shop.child ADD UNIQUE KEY u (b)");
        List<RefusedPart> refused = reconcile(CHILD).orElseThrow();

        assertThat(refused).singleElement().satisfies(part -> {
            assertThat(part.name()).isEqualTo("child_u");
            assertThat(part.reason()).contains("could not create unique index \"child_u\"", "is duplicated");
        });
        assertThat(parts()).noneMatch(part -> part.startsWith("child_u"));

        postgres("UPDATE shop.child SET b = 'y' WHERE id = 2");
        assertThat(reconcile(CHILD)).contains(List.of());
        assertThat(parts()).contains("child_u|t");
    }

    @Test
    void aForeignKeyComesBackWithTheTableThatItRefersTo() throws SQLException {
        postgres("ALTER TABLE shop.child DROP CONSTRAINT to_parent", "DELETE FROM shop.parent WHERE id = 1");
        List<RefusedPart> refused = reconcile(PARENT).orElseThrow();

        assertThat(refused).singleElement().satisfies(part -> {
            assertThat(part.tables()).containsExactlyInAnyOrder(CHILD, PARENT);
            assertThat(part.reason()).contains("violates foreign key constraint");
        });
        assertThat(parts()).contains("to_parent|f");

        postgres("INSERT INTO shop.parent VALUES (1, 'one')");
        assertThat(reconcile(PARENT)).contains(List.of());
        assertThat(parts()).contains("to_parent|t");
    }

    @Test
    void nothingIsMadeForAStructureOfThePast() throws SQLException {
        mysql("ALTER TABLE shop.child ADD KEY later (b)");
        Optional<List<RefusedPart>> refused =
                PartReconciliation.run(postgres, plan().tables(), Set.of(CHILD), watch(false));

        assertThat(refused).isEmpty();
        assertThat(parts()).noneMatch(part -> part.startsWith("child_later"));
    }

    private Optional<List<RefusedPart>> reconcile(TableId... tables) throws SQLException {
        return PartReconciliation.run(postgres, plan().tables(), Set.of(tables), watch(true));
    }

    private PartWatch watch(boolean current) {
        return new PartWatch() {
            @Override
            public void executes(String statement) {
                if (!statement.isEmpty()) {
                    executed.add(statement);
                }
            }

            @Override
            public boolean isCurrent() {
                return current;
            }
        };
    }

    private SchemaPlan plan() throws SQLException {
        SourceCatalog catalog = SourceCatalog.read(mysql, new TableSelection(List.of("shop"), List.of(), List.of()));
        return SchemaPlan.of(catalog, MappingRules.none(), 10);
    }

    /** Names, and whether they are valid. */
    private List<String> parts() throws SQLException {
        return PresentParts.read(postgres, Set.of("shop")).entrySet().stream()
                .map(part -> part.getKey().name() + "|" + (part.getValue() == PresentParts.Validity.VALID ? "t" : "f"))
                .sorted()
                .toList();
    }

    private void mysql(String... statements) throws SQLException {
        execute(mysql, statements);
    }

    private void postgres(String... statements) throws SQLException {
        execute(postgres, statements);
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
