package io.sluice.schema.plan;

import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.TableDefinition;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.plan.Finding.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plans one table by itself: everything but its foreign keys. */
final class TablePlan {

    private final PlannedTable table;
    private final FindingCollector findings;

    TablePlan(PlannedTable table) {
        this.table = table;
        this.findings = table.findings();
    }

    TableDefinition definition(Collations collations, long sequenceDistance) {
        Expressions expressions = new Expressions(table);
        new NameFindings(table).note();
        table.target().columns().stream().filter(column -> !column.nullable()).forEach(column -> table.names()
                .reserveNotNull(table.id(), column.name()));
        note();
        noteOfWidth();
        TableDefinition.Key key = key();
        List<ColumnDefinition> columns = new ColumnPlan(table, expressions, collations, sequenceDistance).columns();
        return new TableDefinition(
                table.id(),
                columns,
                key,
                new PartitionPlan(table, columns).partitioning(),
                table.source().facts().comment().replace("\0", ""),
                new IndexPlan(table, expressions).indexes(),
                new CheckPlan(table, expressions).checks(),
                new TriggerPlan(table, expressions).triggers(columns),
                List.of());
    }

    private TableDefinition.Key key() {
        Optional<CatalogIndex> key = table.source().key();
        if (key.isEmpty()) {
            return new TableDefinition.Key.None();
        }
        String part = key.get().primary() ? "pkey" : table.name(key.get().name());
        String name =
                table.names().constraint(table.id(), table.part("key", key.get().name(), part));
        return key.get().primary()
                ? new TableDefinition.Key.Primary(name, table.target().key())
                : new TableDefinition.Key.Unique(name, table.target().key());
    }

    private void note() {
        if (table.source().key().isEmpty()) {
            findings.noticeOfTable(
                    Code.KEY_MISSING,
                    "it has neither a primary key nor a unique key without NULLs, so that changes find their row by all"
                            + " its values, which is slow",
                    "give it a primary key in MySQL");
        }
        String engine = table.source().facts().engine();
        if (!engine.isEmpty() && !engine.toLowerCase(Locale.ROOT).equals("innodb")) {
            findings.noticeOfTable(
                    Code.ENGINE_NOT_TRANSACTIONAL,
                    "its engine " + engine + " knows no transactions, so that the load may hold changes that come"
                            + " again from the binary log",
                    "ALTER TABLE … ENGINE=InnoDB before the migration, or write nothing to it during the load");
        }
    }

    private void noteOfWidth() {
        int columns = table.target().columns().size();
        RowWidth width = RowWidth.of(table.target());
        if (columns > RowWidth.COLUMNS_MAX) {
            findings.warnOfTable(
                    Code.COLUMNS_TOO_MANY,
                    "PostgreSQL refuses the table: it has " + columns + " columns, and no more than "
                            + RowWidth.COLUMNS_MAX + " are possible",
                    "leave it out under 'source.tables.exclude', or divide it in MySQL");
        } else if (width.ofFixed() > RowWidth.BYTES_MAX) {
            findings.warnOfTable(
                    Code.ROW_TOO_WIDE,
                    "a row with values in all columns of fixed width takes " + width.ofFixed() + " bytes, and a page of"
                            + " PostgreSQL has room for " + RowWidth.BYTES_MAX + ": such a row becomes a dead letter",
                    "divide the table in MySQL if there are such rows");
        } else if (width.most() > RowWidth.BYTES_MAX) {
            findings.noticeOfTable(
                    Code.ROW_TOO_WIDE,
                    "a row with values in all columns may take " + width.most() + " bytes, and a page of PostgreSQL has"
                            + " room for " + RowWidth.BYTES_MAX + ": such a row becomes a dead letter",
                    "have 'sluice assess' look for such rows, and divide the table in MySQL if there are some");
        }
    }
}
