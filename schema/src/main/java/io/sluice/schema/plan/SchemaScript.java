package io.sluice.schema.plan;

import io.sluice.core.name.TableId;
import io.sluice.core.sql.Statement;
import io.sluice.schema.plan.PlacedFinding.Phase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Prints a schema plan as a script for psql, each finding as a comment above the statement that it is about. */
public final class SchemaScript {

    private final SchemaPlan plan;
    private final Consumer<String> out;

    private SchemaScript(SchemaPlan plan, Consumer<String> out) {
        this.plan = plan;
        this.out = out;
    }

    /** @param out takes one line, or a statement of several */
    public static void print(SchemaPlan plan, SchemaPart part, Consumer<String> out) {
        SchemaScript script = new SchemaScript(plan, out);
        if (part.hasBeforeData()) {
            script.section("Before the data", Phase.BEFORE_DATA, plan.beforeData());
        }
        if (part.hasAfterData()) {
            script.section("After the data", Phase.AFTER_DATA, plan.afterData());
            out.accept("");
            out.accept("-- Checks of the rows that are there");
            plan.validation().forEach(statement -> out.accept(statement.sql() + ";"));
        }
    }

    private void section(String title, Phase phase, List<Statement> statements) {
        out.accept("");
        out.accept("-- " + title);
        List<PlacedFinding> open = new ArrayList<>(plan.placedFindings().stream()
                .filter(finding -> finding.phase() == phase)
                .toList());
        for (Statement statement : statements) {
            take(open, statement.table(), statement.part());
            out.accept(statement.sql() + ";");
        }
        // What has no statement of its table after it.
        open.forEach(finding -> out.accept("-- " + finding.finding()));
    }

    /** Prints the findings about a statement, and those about what has none above the first one of the same table. */
    private void take(List<PlacedFinding> open, TableId table, String part) {
        Iterator<PlacedFinding> each = open.iterator();
        while (each.hasNext()) {
            PlacedFinding finding = each.next();
            boolean withoutStatement = finding.part().isEmpty() && finding.phase() == Phase.AFTER_DATA;
            boolean here = finding.part().equals(part) || withoutStatement;
            if (finding.table().equals(table) && here) {
                out.accept("-- " + finding.finding());
                each.remove();
            }
        }
    }
}
