package io.sluice.schema.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.ForeignKeyDefinition.Action;
import io.sluice.schema.catalog.CascadeLog;
import io.sluice.schema.catalog.CatalogForeignKey;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.catalog.TableFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of foreign keys on servers of every kind; some of them cannot be had for tests. */
class CascadeFindingsTest {

    private static final List<CatalogForeignKey> KEYS = List.of(
            key("deleted", Action.NO_ACTION, Action.CASCADE),
            key("emptied", Action.SET_NULL, Action.NO_ACTION),
            key("kept", Action.RESTRICT, Action.RESTRICT));

    @Test
    void anOlderServerIsNamed() {
        assertThat(findings("8.4.7", CascadeLog.Mode.UNLOGGED))
                .containsExactly(
                        "warning: shop.lines.deleted: MySQL 8.4.7 does not write to its binary log what ON DELETE CASCADE does"
                                + " to rows of this table, so that it does not arrive: 'sluice verify' will show these rows in"
                                + " PostgreSQL only; delete and update child rows before their parents in the application, for"
                                + " as long as the pipeline runs",
                        "warning: shop.lines.emptied: MySQL 8.4.7 does not write to its binary log what ON UPDATE SET NULL"
                                + " does to rows of this table, so that it does not arrive: 'sluice verify' will show these rows"
                                + " as different; delete and update child rows before their parents in the application, for as"
                                + " long as the pipeline runs");
    }

    @Test
    void theSettingOfANewerServerIsNamed() {
        assertThat(findings("9.7.4", CascadeLog.Mode.UNLOGGED_BY_SETTING))
                .hasSize(2)
                .allMatch(line -> line.contains("MySQL 9.7.4 with innodb_native_foreign_keys=ON does not write")
                        && line.contains("; restart MySQL with innodb_native_foreign_keys=OFF, or delete"));
    }

    @Test
    void nothingIsSaidOfAServerThatLogsThem() {
        assertThat(findings("9.7.4", CascadeLog.Mode.LOGGED)).isEmpty();
    }

    private static List<String> findings(String version, CascadeLog.Mode mode) {
        CatalogTable lines = new CatalogTable(
                new TableFacts(new TableId("shop", "lines"), "InnoDB", 0, OptionalLong.empty(), ""),
                List.of(),
                Optional.empty(),
                List.of(),
                KEYS,
                List.of(),
                Optional.empty());
        SourceCatalog catalog = new SourceCatalog(
                List.of(lines), List.of(), List.of(), List.of(), Set.of(), new CascadeLog(version, mode));
        return CascadeFindings.of(catalog, MappingRules.none()).stream()
                .map(placed -> placed.finding().toString())
                .toList();
    }

    private static CatalogForeignKey key(String name, Action onUpdate, Action onDelete) {
        return new CatalogForeignKey(
                name, List.of("order_id"), new TableId("shop", "orders"), List.of("id"), onUpdate, onDelete);
    }
}
