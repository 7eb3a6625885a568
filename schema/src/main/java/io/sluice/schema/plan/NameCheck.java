package io.sluice.schema.plan;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.LongNames;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.TableDefinition;
import io.sluice.core.type.PgType;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether all tables and types of a plan can have their names: in PostgreSQL a table is a type too, so that the
 * enumerated types share the tables' namespace.
 */
final class NameCheck {

    private final Map<TableId, String> owners = new HashMap<>();

    private NameCheck() {}

    /** @throws SluiceException if the name is too long, and the user wants to have none changed */
    static void requireLength(MappingRules rules, String what, String name) {
        if (rules.policies().longNames() == LongNames.FAIL && Identifiers.isTooLong(name)) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "The name of " + what + " has more than " + Identifiers.MAX_BYTES
                            + " bytes; rename it, or choose 'long-names: shorten'");
        }
    }

    /** @param tables by their names in MySQL */
    static void run(Map<TableId, TableDefinition> tables) {
        NameCheck check = new NameCheck();
        tables.forEach((source, table) -> check.claim(table.id(), "table " + source));
        tables.forEach((source, table) -> table.columns().forEach(column -> check.claimType(source, column)));
    }

    private void claimType(TableId source, ColumnDefinition column) {
        if (column.column().type() instanceof PgType.EnumType type) {
            claim(
                    type.id(),
                    "the type of ENUM column " + source + "." + column.column().name());
        }
    }

    private void claim(TableId name, String owner) {
        String other = owners.putIfAbsent(name, owner);
        if (other != null) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "In PostgreSQL both " + other + " and " + owner + " would be named " + name
                            + "; change 'target.schemas' or exclude one of them under 'source.tables'");
        }
    }
}
