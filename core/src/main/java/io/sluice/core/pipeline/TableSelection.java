package io.sluice.core.pipeline;

import io.sluice.core.name.TableId;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which tables of the source take part: those of the named databases that match an include pattern and no exclude
 * pattern. A pattern is {@code DATABASE.TABLE}, in which {@code *} stands for any run of characters.
 *
 * @param include empty for all tables
 */
public record TableSelection(List<String> databases, List<String> include, List<String> exclude) {

    public TableSelection {
        databases = List.copyOf(databases);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    public boolean contains(TableId table) {
        return databases.contains(table.schema())
                && (include.isEmpty() || matchesAny(include, table))
                && !matchesAny(exclude, table);
    }

    private static boolean matchesAny(List<String> patterns, TableId table) {
        return patterns.stream()
                .anyMatch(pattern -> regex(pattern).matcher(table.toString()).matches());
    }

    private static Pattern regex(String pattern) {
        return Pattern.compile("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
    }
}
