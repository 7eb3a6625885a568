package io.sluice.core.sql;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.type.PgType;
import java.util.List;
import java.util.stream.Collectors;

/** Renders the function and the trigger of an {@link UpdateTrigger}. */
final class TriggerSql {

    private TriggerSql() {}

    static List<Statement> create(TableId table, UpdateTrigger trigger) {
        String function = Identifiers.quote(new TableId(table.schema(), trigger.name()));
        String column = Identifiers.quote(trigger.column());
        String body = "BEGIN NEW." + column + " := " + trigger.value() + "; RETURN NEW; END";
        // Not by comparing whole rows: a generated column may not be named in the condition of a BEFORE trigger.
        String changed = trigger.others().stream().map(TriggerSql::changed).collect(Collectors.joining(" OR "));
        return List.of(
                new Statement(
                        table,
                        trigger.name(),
                        "CREATE FUNCTION " + function + "() RETURNS trigger LANGUAGE plpgsql AS "
                                + Identifiers.literal(body)),
                new Statement(
                        table,
                        trigger.name(),
                        "CREATE TRIGGER " + Identifiers.quote(trigger.name()) + " BEFORE UPDATE ON "
                                + Identifiers.quote(table) + " FOR EACH ROW WHEN (NEW." + column
                                + " IS NOT DISTINCT FROM OLD." + column + " AND (" + changed + ")) EXECUTE FUNCTION "
                                + function + "()"));
    }

    /** The type json has no equality. */
    private static String changed(TargetColumn column) {
        String name = Identifiers.quote(column.name());
        String cast =
                column.type() instanceof PgType.Scalar scalar && scalar.base() == PgType.Base.JSON ? "::text" : "";
        return "NEW." + name + cast + " IS DISTINCT FROM OLD." + name + cast;
    }
}
