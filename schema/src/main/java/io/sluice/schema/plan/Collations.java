package io.sluice.schema.plan;

import io.sluice.core.name.TableId;
import io.sluice.core.policy.CaseInsensitive;
import io.sluice.core.policy.Policies;
import io.sluice.core.sql.Collation;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogColumn;
import java.util.Optional;

/**
 * Chooses the collations of columns. Those that are created are the same in all schemas of the plan, since both sides of
 * a foreign key need one.
 */
final class Collations {

    private final String schema;

    /** @param schema where collations are created */
    Collations(String schema) {
        this.schema = schema;
    }

    /** Empty for the database's own. */
    Optional<Collation> of(CatalogColumn column, PgType type, Policies policies) {
        if (column.collation().isEmpty() || !isText(type)) {
            return Optional.empty();
        }
        String collation = column.collation().get();
        if (isBinary(collation)) {
            return Optional.of(new Collation.Binary());
        }
        return isCaseInsensitive(collation) && policies.caseInsensitive() == CaseInsensitive.COLLATION
                ? Optional.of(insensitive(collation))
                : Optional.empty();
    }

    /** Whether MySQL holds texts for equal that differ in case. */
    static boolean isCaseInsensitive(String collation) {
        return collation.endsWith("_ci");
    }

    private static boolean isBinary(String collation) {
        return collation.endsWith("_bin") || collation.equals("binary");
    }

    private Collation insensitive(String collation) {
        // Collations that do not name accents hold them for equal when they hold cases for equal.
        return collation.contains("_as_")
                ? new Collation.NonDeterministic(new TableId(schema, "mysql_as_ci"), "und-u-ks-level2")
                : new Collation.NonDeterministic(new TableId(schema, "mysql_ai_ci"), "und-u-ks-level1");
    }

    private static boolean isText(PgType type) {
        return type instanceof PgType.Scalar scalar
                && switch (scalar.base()) {
                    case TEXT, VARCHAR, CHAR -> true;
                    default -> false;
                };
    }
}
