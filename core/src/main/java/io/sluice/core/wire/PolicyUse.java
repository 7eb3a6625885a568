package io.sluice.core.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policy;

/**
 * What a policy has done to the values of one column so far: a record of the topic {@link Topics#policies}, as JSON under
 * a JSON key. Several tasks of the transformer may read a table; each counts for itself.
 *
 * @param count of values; a value counts each time that it is read or changed
 * @param first where the first of them came from
 * @param last where the last of them came from
 */
public record PolicyUse(Subject subject, long count, SourcePosition first, SourcePosition last) {

    /**
     * What is counted together.
     *
     * @param table as in MySQL
     * @param column as in MySQL
     * @param task who counts
     */
    public record Subject(TableId table, String column, Policy policy, Choice choice, String task) {}

    public PolicyUse {
        if (count < 1) {
            throw new IllegalArgumentException("a policy that was not used is not counted");
        }
    }

    /** The first. */
    public static PolicyUse of(Subject subject, SourcePosition position) {
        return new PolicyUse(subject, 1, position, position);
    }

    /** These, and one more. */
    public PolicyUse andAt(SourcePosition position) {
        return new PolicyUse(subject, count + 1, first, position);
    }

    public byte[] key() {
        return RecordJson.bytes(RecordJson.table(subject.table)
                .put("column", subject.column)
                .put("policy", subject.policy.id())
                .put("choice", subject.choice.id())
                .put("task", subject.task));
    }

    public byte[] value() {
        return RecordJson.bytes(RecordJson.object()
                .put("count", count)
                .put("first", first.toString())
                .put("last", last.toString()));
    }

    /** @throws IllegalArgumentException if these are not a key and a value of the topic, or of a later version */
    public static PolicyUse decode(byte[] key, byte[] value) {
        JsonNode what = RecordJson.read(key, "policies");
        JsonNode counted = RecordJson.read(value, "policies");
        Policy policy = Policy.of(text(what, "policy"));
        Subject subject = new Subject(
                RecordJson.table(what),
                text(what, "column"),
                policy,
                policy.choice(text(what, "choice")),
                text(what, "task"));
        return new PolicyUse(
                subject,
                counted.required("count").asLong(),
                SourcePosition.parse(text(counted, "first")),
                SourcePosition.parse(text(counted, "last")));
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).asText();
    }
}
