package io.sluice.cli.print;

import io.sluice.control.change.SchemaChangeEntry;
import java.util.ArrayList;
import java.util.List;

/** A schema change as lines of text. */
public final class SchemaChangeText {

    private static final int STATEMENT_CHARS_MAX = 200;

    private SchemaChangeText() {}

    public static List<String> lines(SchemaChangeEntry entry) {
        List<String> lines = new ArrayList<>();
        lines.add("%d  %s  %s  %s".formatted(entry.id(), entry.state(), entry.table(), shortened(entry.statement())));
        if (!entry.reason().isEmpty()) {
            lines.add("    " + entry.reason());
        }
        return lines;
    }

    private static String shortened(String statement) {
        String line = statement.replaceAll("\\s+", " ");
        return line.length() <= STATEMENT_CHARS_MAX ? line : line.substring(0, STATEMENT_CHARS_MAX) + "…";
    }
}
