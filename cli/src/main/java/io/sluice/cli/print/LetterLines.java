package io.sluice.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.assess.FigureText;
import io.sluice.control.letter.LetterOriginal;
import io.sluice.control.letter.LetterState;
import io.sluice.control.letter.ReplayedTable;
import io.sluice.control.letter.TrackedLetter;
import io.sluice.core.letter.DeadLetter;
import io.sluice.core.letter.LetterOrigin;
import io.sluice.core.type.LocalTimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Dead letters as text. */
public final class LetterLines {

    private static final String ROW = "%8s  %-34s %-24s %-16s  %s";
    private static final int KEY_CHARS_MAX = 24;
    private static final int TABLE_CHARS_MAX = 34;
    private static final int REASON_CHARS_MAX = 160;
    private static final String UNKNOWN = "-";

    private LetterLines() {}

    /**
     * A header and a line for each.
     *
     * @param tables the table of a letter
     */
    public static List<String> list(List<TrackedLetter> letters, Function<DeadLetter, String> tables) {
        if (letters.isEmpty()) {
            return List.of("no open dead letters");
        }
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("id", "table", "key", "class", "reason"));
        for (TrackedLetter tracked : letters) {
            DeadLetter letter = tracked.letter();
            lines.add(ROW.formatted(
                    letter.number(),
                    cut(tables.apply(letter), TABLE_CHARS_MAX),
                    cut(letter.key().orElse(UNKNOWN), KEY_CHARS_MAX),
                    letter.reason().kind(),
                    cut(letter.reason().sentence().replaceAll("\\R", " "), REASON_CHARS_MAX)));
        }
        return lines;
    }

    /** All that is known of one, a line for each thing. */
    public static List<String> whole(TrackedLetter tracked, String table, Optional<LetterOriginal> original) {
        DeadLetter letter = tracked.letter();
        List<String> lines = new ArrayList<>();
        lines.add("dead letter %d of %s: %s%s"
                .formatted(
                        letter.number(),
                        table,
                        tracked.state(),
                        tracked.state() == LetterState.OPEN
                                ? ""
                                : " since " + LocalTimeText.of(tracked.sinceMillis())));
        lines.add("key: " + letter.key().orElse(UNKNOWN));
        lines.add("reason: " + letter.reason().kind() + ": " + letter.reason().sentence());
        letter.reason().constraint().ifPresent(constraint -> lines.add("constraint: " + constraint));
        lines.add("written: " + LocalTimeText.of(letter.writtenMillis()) + " by the "
                + letter.stage().name().toLowerCase(Locale.ROOT));
        lines.add("origin: " + origin(letter.origin()));
        letter.position().ifPresent(position -> lines.add("position in MySQL's log: " + position));
        lines.add("values:" + values(original));
        return lines;
    }

    private static String origin(LetterOrigin origin) {
        return origin.partition().isPresent()
                ? "topic %s, partition %d, offset %d"
                        .formatted(
                                origin.topic(),
                                origin.partition().getAsInt(),
                                origin.offset().getAsLong())
                : "MySQL's table, read by a load";
    }

    private static String values(Optional<LetterOriginal> original) {
        if (original.isEmpty()) {
            return " not known, since Kafka does not run or does not have the letter any more";
        }
        Optional<JsonNode> values = original.get().values();
        if (values.isEmpty()) {
            return " not known, since the record has none or cannot be read";
        }
        StringBuilder text = new StringBuilder();
        values.get().properties().forEach(field -> text.append("\n  ")
                .append(field.getKey())
                .append(": ")
                .append(field.getValue().isNull() ? "NULL" : field.getValue().asText()));
        return text.toString();
    }

    /** What a replay has done: a line for each table. */
    public static List<String> replayed(List<ReplayedTable> tables) {
        return tables.isEmpty()
                ? List.of("no open dead letters to replay")
                : tables.stream().map(LetterLines::line).toList();
    }

    private static String line(ReplayedTable table) {
        StringBuilder line = new StringBuilder("%s: %s replayed, %s brought anew, %s removed"
                .formatted(
                        table.table(),
                        FigureText.count(table.letters(), "dead letter", "dead letters"),
                        FigureText.count(table.rows(), "row", "rows"),
                        FigureText.count(table.removed())));
        if (table.refused() > 0) {
            line.append(", ").append(FigureText.count(table.refused())).append(" refused again");
        }
        table.hindrance().ifPresent(hindrance -> line.append("; ")
                .append(FigureText.count(table.left(), "letter is", "letters are"))
                .append(" left, ")
                .append(hindrance));
        return line.toString();
    }

    private static String cut(String text, int charactersMax) {
        return text.length() <= charactersMax ? text : text.substring(0, charactersMax - 1) + "…";
    }
}
