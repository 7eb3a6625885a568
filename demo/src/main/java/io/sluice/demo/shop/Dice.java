package io.sluice.demo.shop;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Random values for a shop; the same seed gives the same values. Not thread-safe. */
final class Dice {
    private static final LocalDateTime OPENING = LocalDateTime.of(2024, 1, 1, 8, 0);
    private static final long MICROS_OF_TWO_YEARS = 2L * 365 * 86_400 * 1_000_000;
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final List<String> WORDS = List.of(
            "amber", "bolt", "cedar", "drum", "ember", "fern", "gravel", "hinge", "iris", "juniper", "kettle", "lamp",
            "marble", "nettle", "oak", "plum", "quartz", "rivet", "slate", "thyme", "umber", "velvet", "walnut",
            "yarrow", "zinc");

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** One of the values from {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    long between(long low, long high) {
        return random.nextLong(low, high + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    String of(String... values) {
        return values[random.nextInt(values.length)];
    }

    /** Each of the values with a probability of one half, separated by commas as MySQL writes a SET. */
    String subset(String... values) {
        var subset = new StringJoiner(",");
        for (String value : values) {
            if (random.nextBoolean()) {
                subset.add(value);
            }
        }
        return subset.toString();
    }

    String words(int count) {
        var words = new StringJoiner(" ");
        for (int i = 0; i < count; i++) {
            words.add(of(WORDS));
        }
        return words.toString();
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** An amount of money from 0.01 up to {@code units}. */
    BigDecimal money(int units) {
        return BigDecimal.valueOf(between(1, units * 100L), 2);
    }

    /** A moment since the shop opened, as MySQL reads it, to the microsecond. */
    String moment() {
        return OPENING.plusNanos(between(0, MICROS_OF_TWO_YEARS) * 1_000).format(MICROSECONDS);
    }

    /** A day since the shop opened. */
    LocalDate day() {
        return OPENING.toLocalDate().plusDays(between(0, 730));
    }
}
