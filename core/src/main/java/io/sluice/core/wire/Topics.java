package io.sluice.core.wire;

import io.sluice.core.name.TableId;
import java.util.regex.Pattern;

/** The names of a pipeline's topics, all of which start with the pipeline's name. */
public record Topics(String pipeline) {

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_-]+");

    /** @throws IllegalArgumentException if the name cannot start a topic's name */
    public Topics {
        if (!LEGAL.matcher(pipeline).matches()) {
            throw new IllegalArgumentException(
                    "a pipeline's name has only letters, digits, '_' and '-', unlike '" + pipeline + "'");
        }
    }

    /** Debezium's {@code topic.prefix}, and the topic of its schema changes. */
    public String source() {
        return pipeline + ".mysql";
    }

    /** Where Debezium publishes the changes of a table. */
    public String raw(TableId source) {
        return source() + "." + legal(source);
    }

    /** Where the row changes of a target table are. */
    public String output(TableId target) {
        return outputPrefix() + legal(target);
    }

    /** What every output topic starts with, and nothing else does. */
    public String outputPrefix() {
        return pipeline + ".postgres.";
    }

    public String sequences() {
        return pipeline + ".sequences";
    }

    /** Where the transformer gathers the marks of a column from all its partitions; nothing outside it reads this. */
    public String sequenceMarks() {
        return pipeline + ".sequence-marks";
    }

    public String deadLetters() {
        return pipeline + ".dead-letters";
    }

    /** The rules that row changes are made by; see {@link RulesDocument}. */
    public String rules() {
        return pipeline + ".rules";
    }

    /** What policies did to values; see {@link PolicyUse}. */
    public String policies() {
        return pipeline + ".policies";
    }

    /** Which tables are stopped by dead letters, and which go on in spite of them; see {@link Flood}. */
    public String floods() {
        return pipeline + ".floods";
    }

    public String schemaHistory() {
        return pipeline + ".schema-history";
    }

    public String heartbeat() {
        return pipeline + ".heartbeat";
    }

    /** Replaces what Kafka does not allow in a topic's name by '_', as Debezium does for the raw topics. */
    private static String legal(TableId id) {
        return (id.schema() + "." + id.table()).replaceAll("[^a-zA-Z0-9._-]", "_");
    }
}
