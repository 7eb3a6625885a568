package io.sluice.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row that differs. Values are texts as PostgreSQL prints them, long ones shortened; null elements are NULLs.
 *
 * @param key the key by the names of its columns; empty for a keyless table
 * @param source the row as the mapping has it, absent if MySQL has none
 * @param target the row as PostgreSQL has it, absent if it has none
 * @param columns the names of the columns that differ; empty if the row is missing on one side
 * @param reason what else there is to say, such as why a value cannot be mapped; else empty
 */
public record Sample(
        Map<String, String> key,
        Optional<Map<String, String>> source,
        Optional<Map<String, String>> target,
        List<String> columns,
        String reason) {

    public Sample {
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        source = source.map(row -> Collections.unmodifiableMap(new LinkedHashMap<>(row)));
        target = target.map(row -> Collections.unmodifiableMap(new LinkedHashMap<>(row)));
        columns = List.copyOf(columns);
    }

    /** In what way the two sides differ. */
    public enum Kind {
        CHANGED,
        MISSING,
        EXTRA
    }

    public Kind kind() {
        if (source.isEmpty()) {
            return Kind.EXTRA;
        }
        return target.isEmpty() ? Kind.MISSING : Kind.CHANGED;
    }
}
