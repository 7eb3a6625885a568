package io.sluice.schema.plan;

import io.sluice.core.name.MySqlNames;
import io.sluice.core.policy.Generated;
import io.sluice.core.sql.ColumnDefinition.Default;
import io.sluice.core.sql.ColumnDefinition.Storage;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogColumn.Generation;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.expression.Translation;
import io.sluice.schema.expression.Volatility;
import io.sluice.schema.plan.Finding.Code;
import java.util.Optional;

/**
 * Plans generated columns: as generated ones where PostgreSQL can compute the same values, else as plain ones that take
 * MySQL's.
 */
final class GeneratedColumns {

    private final PlannedTable table;
    private final Expressions expressions;

    GeneratedColumns(PlannedTable table, Expressions expressions) {
        this.table = table;
        this.expressions = expressions;
    }

    Default definition(CatalogColumn column, PgType type) {
        Generation generation = column.generation().orElseThrow();
        Generated policy = table.policies(column.name()).generated();
        if (policy == Generated.PLAIN) {
            return plain(column, "as the policy generated says");
        }
        Optional<String> obstacle = obstacle(column, generation);
        if (obstacle.isPresent()) {
            return plain(column, "since " + obstacle.get());
        }
        Translation outcome = expressions.translate(generation.sql(), Optional.of(type));
        if (outcome instanceof Translation.Translated translated) {
            if (translated.volatility() != Volatility.IMMUTABLE) {
                return plain(
                        column, "since PostgreSQL does not take its expression " + generation.sql() + " for immutable");
            }
            translated.notes().forEach(note -> differs(column, note));
            return new Default.Generated(translated.sql(), storage(column, generation, type, policy));
        }
        String reason = Expressions.reason(outcome);
        return plain(column, "since its expression " + generation.sql() + " is not translated: " + reason);
    }

    private Optional<String> obstacle(CatalogColumn column, Generation generation) {
        if (table.source().source().key().contains(column.name())) {
            return Optional.of("rows are found by it, as it belongs to the key");
        }
        return table.source().columns().stream()
                .filter(other -> other.origin() == CatalogColumn.Origin.GENERATED && mentions(generation, other))
                .findFirst()
                .map(other -> "its expression names the generated column " + other.name()
                        + ", which PostgreSQL does not allow");
    }

    private static boolean mentions(Generation generation, CatalogColumn column) {
        return generation.sql().contains(MySqlNames.quote(column.name()));
    }

    private Storage storage(CatalogColumn column, Generation generation, PgType type, Generated policy) {
        if (generation.storage() == Generation.Storage.STORED || policy == Generated.STORED) {
            return Storage.STORED;
        }
        Optional<String> obstacle = virtualObstacle(column, generation, type);
        if (obstacle.isEmpty()) {
            return Storage.VIRTUAL;
        }
        table.findings()
                .notice(
                        Code.GENERATED_STORED,
                        column.name(),
                        "the VIRTUAL column becomes a STORED one: " + obstacle.get(),
                        "nothing has to be done; it takes space");
        return Storage.STORED;
    }

    private Optional<String> virtualObstacle(CatalogColumn column, Generation generation, PgType type) {
        if (!table.server().hasVirtualColumns()) {
            return Optional.of("PostgreSQL has virtual columns from version 18 on");
        }
        boolean userType = isUserDefined(type)
                || table.source().columns().stream()
                        .anyMatch(other -> mentions(generation, other)
                                && isUserDefined(table.column(other.name()).type()));
        if (userType) {
            return Optional.of("a virtual column of PostgreSQL takes built-in types only");
        }
        boolean indexed = table.source().indexes().stream().anyMatch(index -> isPart(index, column))
                || table.source().foreignKeys().stream()
                        .anyMatch(key -> key.columns().contains(column.name()));
        return indexed ? Optional.of("PostgreSQL indexes no virtual columns") : Optional.empty();
    }

    private static boolean isPart(CatalogIndex index, CatalogColumn column) {
        String quoted = MySqlNames.quote(column.name());
        return index.parts().stream().anyMatch(part -> {
            if (part instanceof CatalogIndex.Part.OfColumn ofColumn) {
                return ofColumn.column().equals(column.name());
            }
            return ((CatalogIndex.Part.OfExpression) part).sql().contains(quoted);
        });
    }

    private static boolean isUserDefined(PgType type) {
        return !(type instanceof PgType.Scalar);
    }

    private void differs(CatalogColumn column, String note) {
        table.findings()
                .notice(
                        Code.EXPRESSION_DIFFERS,
                        column.name(),
                        "its expression means something else in a detail: " + note,
                        "compare its values by 'sluice verify'");
    }

    private Default plain(CatalogColumn column, String why) {
        table.findings()
                .notice(
                        Code.GENERATED_PLAIN,
                        column.name(),
                        "the generated column becomes a plain one that holds the values MySQL computed, " + why,
                        "compute it by a trigger, or in the application, from the cutover on");
        return new Default.None();
    }
}
