package io.sluice.core.letter;

import io.sluice.core.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the forms in which the stages write dead letters. Load and transformer write {@link Headers}; for the sink Kafka
 * Connect writes headers of its own, and the record's own key and headers stay as they were on the output topic. A letter that
 * an earlier version wrote has no class of reason, and one of load or transformer no key of the row.
 */
public final class LetterForms {

    /** What Connect calls the origin and the exception of a record. */
    private static final String CONNECT = "__connect.errors.";

    /** The sink's sentence begins with the record's place, which is known from headers. */
    private static final Pattern PLACE = Pattern.compile("^Topic .*?, offset \\d+ cannot be applied to [^:]*: ");

    private static final Pattern SQL_STATE = Pattern.compile("\\(SQLSTATE ([0-9A-Z]{5})\\)");

    private static final String NOT_NULL_VIOLATION = "23502";

    /** However the sentence of PostgreSQL is translated, it quotes the constraint; for NOT NULL the column, and then the table. */
    private static final Pattern QUOTED = Pattern.compile("[\"«»„“]\\s?([^\"«»„“”]+?)\\s?[\"«»“”]");

    private static final String TOO_LARGE = "is larger than source.record-bytes-max";

    private LetterForms() {}

    /**
     * Reads a record of the topic of dead letters.
     *
     * @param number its offset
     * @param writtenMillis its timestamp
     * @param key its key; null if it has none
     * @param headers the value of a header, or null
     */
    public static DeadLetter read(long number, long writtenMillis, byte[] key, Function<String, byte[]> headers) {
        Function<String, Optional<String>> texts =
                name -> Optional.ofNullable(headers.apply(name)).map(LetterForms::utf8);
        return texts.apply(Headers.STAGE).isPresent()
                ? own(number, writtenMillis, key, texts)
                : connects(number, writtenMillis, key, texts);
    }

    private static DeadLetter own(
            long number, long writtenMillis, byte[] key, Function<String, Optional<String>> headers) {
        String sentence = headers.apply(Headers.REASON).orElse("");
        String topic = headers.apply(Headers.SOURCE_TOPIC).orElse("unknown");
        LetterStage stage =
                LetterStage.valueOf(headers.apply(Headers.STAGE).orElseThrow().toUpperCase(Locale.ROOT));
        LetterOrigin origin = stage == LetterStage.LOAD
                ? LetterOrigin.ofRow(key == null ? "load:" + number : utf8(key), topic)
                : record(number, topic, headers.apply(Headers.SOURCE_PARTITION), headers.apply(Headers.SOURCE_OFFSET));
        ReasonClass kind = headers.apply(Headers.REASON_CLASS)
                .flatMap(LetterForms::known)
                .orElseGet(() -> sentence.contains(TOO_LARGE) ? ReasonClass.ROW_TOO_LARGE : ReasonClass.OTHER);
        return new DeadLetter(
                number,
                origin,
                stage,
                headers.apply(Headers.POSITION),
                headers.apply(Headers.ROW_KEY),
                new GivenReason(kind, sentence, Optional.empty()),
                writtenMillis);
    }

    private static DeadLetter connects(
            long number, long writtenMillis, byte[] key, Function<String, Optional<String>> headers) {
        String sentence = PLACE.matcher(
                        headers.apply(CONNECT + "exception.message").orElse(""))
                .replaceFirst("");
        return new DeadLetter(
                number,
                record(
                        number,
                        headers.apply(CONNECT + "topic").orElse("unknown"),
                        headers.apply(CONNECT + "partition"),
                        headers.apply(CONNECT + "offset")),
                LetterStage.SINK,
                headers.apply(Headers.POSITION),
                Optional.ofNullable(key).map(LetterForms::utf8).filter(LetterForms::isKey),
                reason(sentence),
                writtenMillis);
    }

    private static LetterOrigin record(long number, String topic, Optional<String> partition, Optional<String> offset) {
        return partition.isPresent() && offset.isPresent()
                ? LetterOrigin.ofRecord(topic, Integer.parseInt(partition.get()), Long.parseLong(offset.get()))
                : LetterOrigin.ofRow("letter:" + number, topic);
    }

    /** A sentence without a state is one of the sink's own, of a record that it cannot read. */
    private static GivenReason reason(String sentence) {
        Matcher found = SQL_STATE.matcher(sentence);
        if (!found.find()) {
            return new GivenReason(ReasonClass.UNREADABLE, sentence, Optional.empty());
        }
        String state = found.group(1);
        ReasonClass kind = kind(state);
        return new GivenReason(
                kind, sentence, kind == ReasonClass.CONSTRAINT ? constraint(state, sentence) : Optional.empty());
    }

    private static ReasonClass kind(String state) {
        return switch (state.substring(0, 2)) {
            case "22" -> ReasonClass.TYPE;
            case "23" -> ReasonClass.CONSTRAINT;
            case "54" -> ReasonClass.ROW_TOO_LARGE;
            default -> ReasonClass.OTHER;
        };
    }

    /** The name that the first line quotes last, behind the table's; details follow after a semicolon. */
    private static Optional<String> constraint(String state, String sentence) {
        int detail = sentence.indexOf("; ");
        List<String> names = QUOTED.matcher(detail < 0 ? sentence : sentence.substring(0, detail))
                .results()
                .map(name -> name.group(1))
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(names.get(state.equals(NOT_NULL_VIOLATION) ? 0 : names.size() - 1));
    }

    private static boolean isKey(String key) {
        return key.startsWith("{\"") && key.endsWith("}");
    }

    private static Optional<ReasonClass> known(String name) {
        for (ReasonClass kind : ReasonClass.values()) {
            if (kind.name().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
