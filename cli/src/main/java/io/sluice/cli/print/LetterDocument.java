package io.sluice.cli.print;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.control.letter.LetterState;
import io.sluice.control.letter.TrackedLetter;
import io.sluice.core.letter.DeadLetter;
import io.sluice.core.letter.LetterStage;
import io.sluice.core.letter.ReasonClass;
import java.time.Instant;

/**
 * A dead letter as {@code --json} prints it; what is not known is null.
 *
 * @param table as in MySQL; a topic's name if it is not known
 * @param key of the row in PostgreSQL
 * @param position in MySQL's log
 * @param since when it is in its state, in ISO form
 */
public record LetterDocument(
        long id,
        String table,
        JsonNode key,
        LetterStage stage,
        ReasonClass reasonClass,
        String reason,
        String constraint,
        String position,
        Origin origin,
        String written,
        LetterState state,
        String since) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the record was read; a row that a load has read has no partition and no offset. */
    public record Origin(String topic, Integer partition, Long offset) {}

    /** @param table of the letter */
    public static LetterDocument of(TrackedLetter tracked, String table) {
        DeadLetter letter = tracked.letter();
        var origin = letter.origin();
        return new LetterDocument(
                letter.number(),
                table,
                letter.key().map(LetterDocument::json).orElse(null),
                letter.stage(),
                letter.reason().kind(),
                letter.reason().sentence(),
                letter.reason().constraint().orElse(null),
                letter.position().orElse(null),
                new Origin(
                        origin.topic(),
                        origin.partition().isPresent()
                                ? (Integer) origin.partition().getAsInt()
                                : null,
                        origin.offset().isPresent() ? (Long) origin.offset().getAsLong() : null),
                Instant.ofEpochMilli(letter.writtenMillis()).toString(),
                tracked.state(),
                Instant.ofEpochMilli(tracked.sinceMillis()).toString());
    }

    private static JsonNode json(String key) {
        try {
            return JSON.readTree(key);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(key);
        }
    }
}
