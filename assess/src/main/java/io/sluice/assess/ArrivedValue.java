package io.sluice.assess;

import io.sluice.core.policy.CaseInsensitive;
import io.sluice.core.policy.NulCharacters;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.TimeAs;
import io.sluice.core.policy.TimeRange;
import io.sluice.core.policy.ZeroDates;
import io.sluice.schema.catalog.CatalogColumn;
import java.util.Optional;

/** Expressions of MySQL that are equal for two values if these are equal in PostgreSQL, where a policy changes them. */
final class ArrivedValue {

    private static final String REPLACED_DATE =
            "IF(MONTH(%1$s) = 0 OR DAYOFMONTH(%1$s) = 0 OR DAYOFMONTH(%1$s) > DAYOFMONTH(LAST_DAY(%1$s)),"
                    + " CONCAT(LPAD(GREATEST(YEAR(%1$s), 1), 4, '0'), '-', LPAD(GREATEST(MONTH(%1$s), 1), 2, '0'), '-01',"
                    + " SUBSTRING(CAST(%1$s AS CHAR), 11)), CAST(%1$s AS CHAR))";

    private ArrivedValue() {}

    /** Empty where values that differ in MySQL differ in PostgreSQL too. */
    static Optional<String> of(CatalogColumn column, Policies policies) {
        String value = Questions.quoted(column.name());
        return switch (column.column().type().kind()) {
            case DATE, DATETIME, TIMESTAMP ->
                policies.zeroDates() == ZeroDates.REPLACE
                        ? Optional.of(REPLACED_DATE.formatted(value))
                        : Optional.empty();
            case TIME ->
                policies.timeAs() == TimeAs.TIME && policies.timeRange() == TimeRange.REPLACE
                        ? Optional.of("LEAST(GREATEST(" + value + ", TIME'00:00:00'), TIME'24:00:00')")
                        : Optional.empty();
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT ->
                text(value, column.collation().orElse(""), policies);
            default -> Optional.empty();
        };
    }

    /** MySQL's newest collations stand for ICU's: both order by the same table, others by rules of their own. */
    private static Optional<String> text(String value, String collation, Policies policies) {
        boolean stripped = policies.nulCharacters() == NulCharacters.STRIP;
        boolean collated = policies.caseInsensitive() == CaseInsensitive.COLLATION
                && collation.endsWith("_ci")
                && !collation.startsWith("utf8mb4_0900");
        if (!stripped && !collated) {
            return Optional.empty();
        }
        String text = "CONVERT(" + value + " USING utf8mb4)";
        if (stripped) {
            text = "CONVERT(REPLACE(CAST(" + text + " AS BINARY), 0x00, '') USING utf8mb4)";
        }
        return Optional.of(text + " COLLATE "
                + (!collated
                        ? "utf8mb4_bin"
                        : collation.endsWith("_as_ci") ? "utf8mb4_0900_as_ci" : "utf8mb4_0900_ai_ci"));
    }
}
