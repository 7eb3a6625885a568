package io.sluice.schema.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a MySQL table is partitioned by, as far as its form goes.
 *
 * @param form how the value comes from the columns
 * @param columns all that it names
 */
record PartitionKey(Form form, List<String> columns) {

    /** The forms of which PostgreSQL can have the bounds on the column itself: all of them grow with it. */
    enum Form {
        COLUMNS,
        YEAR,
        TO_DAYS,
        TO_SECONDS,
        UNIX_TIMESTAMP,
        OTHER
    }

    PartitionKey {
        columns = List.copyOf(columns);
    }

    /** @param expression as MySQL prints it: columns in back-ticks, joined by commas, or an expression with them */
    static PartitionKey of(String expression) {
        List<String> columns = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        int at = 0;
        while (at < expression.length()) {
            if (expression.charAt(at) == '`') {
                StringBuilder name = new StringBuilder();
                at = name(expression, at + 1, name);
                columns.add(name.toString());
            } else {
                rest.append(expression.charAt(at++));
            }
        }
        return new PartitionKey(form(rest.toString().replace(" ", ""), columns), columns);
    }

    /** Reads a quoted name. Returns where it ends. */
    private static int name(String text, int start, StringBuilder name) {
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '`') {
                if (at == text.length() || text.charAt(at) != '`') {
                    return at;
                }
                at++;
            }
            name.append(c);
        }
        return at;
    }

    /** @param rest the expression without the columns */
    private static Form form(String rest, List<String> columns) {
        if (rest.equals(",".repeat(Math.max(0, columns.size() - 1)))) {
            return Form.COLUMNS;
        }
        return switch (rest.toLowerCase(Locale.ROOT)) {
            case "year()" -> Form.YEAR;
            case "to_days()" -> Form.TO_DAYS;
            case "to_seconds()" -> Form.TO_SECONDS;
            case "unix_timestamp()" -> Form.UNIX_TIMESTAMP;
            default -> Form.OTHER;
        };
    }
}
