package io.sluice.schema.plan;

import io.sluice.core.name.Identifiers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the bounds of partitions as MySQL prints them, and writes them for PostgreSQL. */
final class PartitionBounds {

    static final String MAX = "MAXVALUE";

    /** TO_DAYS of 1970-01-01. */
    private static final long EPOCH_DAYS = 719_528;

    private static final long SECONDS_PER_DAY = 86_400;

    private PartitionBounds() {}

    /** The values of a bound, each as SQL; empty if one of them is in a form that is not known. */
    static Optional<List<String>> values(PartitionKey.Form form, String description) {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (at < description.length()) {
            int end = end(description, at);
            Optional<String> value = value(form, description.substring(at, end).strip());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
            at = end + 1;
        }
        return Optional.of(values);
    }

    /** The next comma outside of quotes, or the end. */
    private static int end(String text, int start) {
        boolean quoted = false;
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && quoted) {
                at++;
            } else if (c == '\'') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return at;
            }
        }
        return text.length();
    }

    private static Optional<String> value(PartitionKey.Form form, String text) {
        if (text.equals(MAX) || text.equals("NULL")) {
            return Optional.of(text);
        }
        if (text.matches("-?\\d+(\\.\\d+)?")) {
            return number(form, new BigDecimal(text));
        }
        // What holds a backslash or more than plain characters would have to be read as MySQL reads it.
        boolean plain = text.matches("'[^'\\\\]*'");
        return plain && form == PartitionKey.Form.COLUMNS
                ? Optional.of(Identifiers.literal(text.substring(1, text.length() - 1)))
                : Optional.empty();
    }

    private static Optional<String> number(PartitionKey.Form form, BigDecimal number) {
        return switch (form) {
            case COLUMNS -> Optional.of(number.toPlainString());
            case YEAR -> number.intValue() < 1 ? Optional.empty() : date(LocalDate.of(number.intValue(), 1, 1));
            case TO_DAYS -> date(LocalDate.ofEpochDay(number.longValue() - EPOCH_DAYS));
            case TO_SECONDS -> toSeconds(number.longValue());
            case UNIX_TIMESTAMP ->
                Optional.of(Identifiers.literal(
                        Instant.ofEpochSecond(number.longValue()).toString()));
            case OTHER -> Optional.empty();
        };
    }

    private static Optional<String> toSeconds(long seconds) {
        return seconds % SECONDS_PER_DAY == 0
                ? date(LocalDate.ofEpochDay(seconds / SECONDS_PER_DAY - EPOCH_DAYS))
                : Optional.empty();
    }

    private static Optional<String> date(LocalDate date) {
        return date.getYear() < 1 ? Optional.empty() : Optional.of(Identifiers.literal(date.toString()));
    }
}
