package io.sluice.cli.print;

import io.sluice.control.change.OpenChange;
import io.sluice.control.change.SchemaChangeEntry;
import io.sluice.core.type.LocalTimeText;
import java.util.ArrayList;
import java.util.List;

/** A schema change as lines of text. */
public final class SchemaChangeText {

    private SchemaChangeText() {}

    public static List<String> lines(SchemaChangeEntry entry) {
        List<String> lines = new ArrayList<>();
        lines.add("%d  %s  %s  %s"
                .formatted(entry.id(), entry.state(), entry.table(), OpenChange.shortened(entry.statement())));
        if (!entry.reason().isEmpty()) {
            lines.add("    " + entry.reason());
        }
        entry.decision()
                .ifPresent(decided -> lines.add("    %s decided by %s at %s"
                        .formatted(
                                decided.decision(),
                                decided.by(),
                                LocalTimeText.of(decided.at().toEpochMilli()))));
        return lines;
    }
}
