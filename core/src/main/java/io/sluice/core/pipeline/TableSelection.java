package io.sluice.core.pipeline;

import io.sluice.core.name.TableId;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which tables of the source take part: those of the named databases that match an include pattern and no exclude
 * pattern. A pattern is {@code DATABASE.TABLE}, in which {@code *} stands for any run of characters. The tables in which online
 * tools prepare the change of another one never take part.
 *
 * @param include empty for all tables
 */
public record TableSelection(List<String> databases, List<String> include, List<String> exclude) {

    /** What the names of the tables of gh-ost and pt-online-schema-change are like. */
    public static final String OF_ONLINE_TOOLS = "_.+_(?:gho|ghc|del|new|old)";

    private static final Pattern ONLINE_TOOL = Pattern.compile(OF_ONLINE_TOOLS, Pattern.DOTALL);

    public TableSelection {
        databases = List.copyOf(databases);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    public boolean contains(TableId table) {
        return databases.contains(table.schema())
                && !ONLINE_TOOL.matcher(table.table()).matches()
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
