package io.sluice.core.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policy;
import java.io.IOException;

/**
 * What a policy has done to the values of one column so far: a record of the topic {@link Topics#policies}, as JSON under
 * a JSON key. Several tasks of the transformer may read a table; each counts for itself.
 *
 * @param count of values; a value counts each time that it is read or changed
 * @param first where the first of them came from
 * @param last where the last of them came from
 */
public record PolicyUse(Subject subject, long count, SourcePosition first, SourcePosition last) {

    private static final ObjectMapper JSON = new ObjectMapper();

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
        return bytes(JSON.createObjectNode()
                .put("database", subject.table.schema())
                .put("table", subject.table.table())
                .put("column", subject.column)
                .put("policy", subject.policy.id())
                .put("choice", subject.choice.id())
                .put("task", subject.task));
    }

    public byte[] value() {
        return bytes(JSON.createObjectNode()
                .put("count", count)
                .put("first", first.toString())
                .put("last", last.toString()));
    }

    /** @throws IllegalArgumentException if these are not a key and a value of the topic, or of a later version */
    public static PolicyUse decode(byte[] key, byte[] value) {
        try {
            JsonNode what = JSON.readTree(key);
            JsonNode counted = JSON.readTree(value);
            Policy policy = Policy.of(text(what, "policy"));
            Subject subject = new Subject(
                    new TableId(text(what, "database"), text(what, "table")),
                    text(what, "column"),
                    policy,
                    policy.choice(text(what, "choice")),
                    text(what, "task"));
            return new PolicyUse(
                    subject,
                    counted.required("count").asLong(),
                    SourcePosition.parse(text(counted, "first")),
                    SourcePosition.parse(text(counted, "last")));
        } catch (IOException e) {
            throw new IllegalArgumentException("what is on the topic of policies is not JSON", e);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).asText();
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and numbers have no JSON form", e);
        }
    }
}
