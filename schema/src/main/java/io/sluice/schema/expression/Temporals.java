package io.sluice.schema.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** Dates and times in literals. Only the full forms are read: the others mean different things to both servers. */
final class Temporals {

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter();

    private static final int MAX_MINUTE = 59;

    private Temporals() {}

    /** Empty if it is no full date, such as {@code 2020-01-01}. */
    static Optional<Term> date(String text, Node origin) {
        return parsed(text).map(date -> literal("DATE '" + date + "'", Kind.DATE, 0, origin));
    }

    /** Empty if it is neither a full date nor a full date and time. */
    static Optional<Term> timestamp(String text, Node origin) {
        if (parsed(text).isPresent()) {
            return Optional.of(literal("TIMESTAMP '" + text + " 00:00:00'", Kind.TIMESTAMP, 0, origin));
        }
        String spaced = text.replace('T', ' ');
        try {
            LocalDateTime.parse(spaced, TIMESTAMP);
            return Optional.of(literal("TIMESTAMP '" + spaced + "'", Kind.TIMESTAMP, fraction(text), origin));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Empty if it is no {@code [-]HH:MM:SS[.ffffff]}. */
    static Optional<Term> interval(String text, Node origin) {
        String[] parts = (text.startsWith("-") ? text.substring(1) : text).split(":", -1);
        if (parts.length != 3 || !digits(parts[0]) || !digits(parts[1]) || Integer.parseInt(parts[1]) > MAX_MINUTE) {
            return Optional.empty();
        }
        int point = parts[2].indexOf('.');
        String seconds = point < 0 ? parts[2] : parts[2].substring(0, point);
        boolean whole = point < 0 || digits(parts[2].substring(point + 1));
        if (!digits(seconds) || Integer.parseInt(seconds) > MAX_MINUTE || !whole) {
            return Optional.empty();
        }
        return Optional.of(literal("INTERVAL '" + text + "'", Kind.INTERVAL, fraction(text), origin));
    }

    private static Term literal(String sql, Kind kind, int scale, Node origin) {
        return Term.atom(sql, kind, origin.place())
                .with(Facts.NONE.withScale(scale).with(origin));
    }

    private static Optional<LocalDate> parsed(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return date.getYear() >= 1 ? Optional.of(date) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int fraction(String text) {
        int point = text.indexOf('.');
        return point < 0 ? 0 : text.length() - point - 1;
    }

    private static boolean digits(String text) {
        return !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
