package io.sluice.core.type;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The named transformations that a rule can put on a column; {@link #id()} is the name in {@code pipeline.yaml}. */
public enum Transformation {
    /** An integer count of microseconds becomes an {@code interval}. */
    MICROSECONDS_TO_INTERVAL,
    /** BIGINT UNSIGNED becomes {@code bigint}; a value above 2^63-1 cannot be mapped. */
    UNSIGNED_TO_BIGINT;

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException naming those that there are, if none has the id */
    public static Transformation of(String id) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown transformation '" + id + "'; known are "
                        + Arrays.stream(values()).map(Transformation::id).collect(Collectors.joining(", "))));
    }
}
