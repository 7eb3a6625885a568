package io.sluice.e2e.bench.ways;

import java.util.List;
import java.util.regex.Pattern;

/** The rows that are written: about 30 bytes, and about 220. */
enum Width {
    NARROW("id bigint, quantity integer, code text", "i, (i % 1000)::integer, 'code' || i"),
    WIDE(
            "id bigint, customer integer, status text, amount numeric, note varchar, active smallint,"
                    + " created timestamp, updated timestamptz, attributes jsonb",
            "i, (i * 31 % 100000)::integer, (ARRAY['new', 'paid', 'shipped', 'cancelled'])[1 + i % 4],"
                    + " (i % 1000000) / 100.0, gen_random_uuid() || ' a note as people write it, ' || gen_random_uuid(),"
                    + " (i % 2)::smallint, timestamp '2024-01-01' + i * interval '1000003 microseconds', now(),"
                    + " jsonb_build_object('color', 'green', 'size', i % 50, 'tag', 't' || i)");

    private static final Pattern COLUMN = Pattern.compile("(\\w+) (\\w+)");

    private final String columns;
    private final String values;

    Width(String columns, String values) {
        this.columns = columns;
        this.values = values;
    }

    /** The table's columns, as SQL; the first is the key. */
    String columns() {
        return columns;
    }

    List<String> names() {
        return COLUMN.matcher(columns).results().map(column -> column.group(1)).toList();
    }

    List<String> types() {
        return COLUMN.matcher(columns).results().map(column -> column.group(2)).toList();
    }

    /** A query for rows with these keys. */
    String rows(long first, long last) {
        return "SELECT " + values + " FROM generate_series(" + first + "::bigint, " + last + ") AS i";
    }
}
