package io.sluice.schema.plan;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.Identifiers;
import io.sluice.core.policy.LongNames;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.plan.Finding.Code;
import java.util.List;

/** The findings about names of a table, of its columns and of their types that are not what they are in MySQL. */
final class NameFindings {

    private static final String TOO_LONG =
            "its name is longer than the " + Identifiers.MAX_BYTES + " bytes of PostgreSQL";

    private final PlannedTable table;
    private final FindingCollector findings;

    NameFindings(PlannedTable table) {
        this.table = table;
        this.findings = table.findings();
    }

    /** @throws SluiceException if a name is too long, and the user wants to have none changed */
    void note() {
        CatalogTable source = table.source();
        noteOfTable(source.id().table());
        List<TargetColumn> columns = table.target().columns();
        for (int i = 0; i < columns.size(); i++) {
            String name = source.columns().get(i).name();
            noteOfColumn(name, columns.get(i).name());
            columns.get(i).type().enumType().ifPresent(type -> noteOfType(name, type));
        }
    }

    private void noteOfTable(String name) {
        requireLength("table " + table.source().id(), name);
        String target = table.id().table();
        if (Identifiers.isTooLong(name)) {
            findings.noticeOfTable(
                    Code.NAME_CHANGED, TOO_LONG + "; it becomes " + target, "use this name in the application");
        } else if (!target.equals(table.name(name))) {
            findings.noticeOfTable(
                    Code.NAME_CHANGED,
                    "another table or view is named " + table.name(name) + " in PostgreSQL; it becomes " + target,
                    "use this name in the application");
        }
    }

    private void noteOfColumn(String name, String target) {
        requireLength("column " + table.source().id() + "." + name, name);
        if (Identifiers.isTooLong(name)) {
            findings.notice(
                    Code.NAME_CHANGED, name, TOO_LONG + "; it becomes " + target, "use this name in the application");
        } else if (!target.equals(table.name(name))) {
            findings.notice(
                    Code.NAME_CHANGED,
                    name,
                    "PostgreSQL has a column of its own, or another one of the table, for this name; it becomes "
                            + target,
                    "use this name in the application");
        }
    }

    private void noteOfType(String column, PgType.EnumType type) {
        String wanted = table.name(table.id().table() + "_" + column);
        table.noteOfName(findings, "type", column, wanted, type.id().table());
    }

    private void requireLength(String what, String name) {
        if (table.rules().policies().longNames() == LongNames.FAIL && Identifiers.isTooLong(name)) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "The name of " + what + " has more than " + Identifiers.MAX_BYTES
                            + " bytes; rename it, or choose 'long-names: shorten'");
        }
    }
}
