package io.sluice.core.wire;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import java.util.Map;
import java.util.regex.Pattern;

/** The names of a pipeline's topics, all of which start with the pipeline's name. */
public record Topics(String pipeline) {

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Pattern OTHER_THAN_LETTERS = Pattern.compile("[^a-zA-Z0-9]");
    private static final Pattern OTHER_THAN_WORDS = Pattern.compile("[^a-zA-Z0-9_]");

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
        return rawPrefix() + ofTable(source);
    }

    /** What every raw topic starts with, and nothing else does. */
    public String rawPrefix() {
        return source() + ".";
    }

    /** Where the row changes of a target table are. */
    public String output(TableId target) {
        return outputPrefix() + ofTable(target);
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

    /** The definitions of the target tables; see {@link SchemaDocument}. */
    public String schema() {
        return pipeline + ".schema";
    }

    /** What policies did to values; see {@link PolicyUse}. */
    public String policies() {
        return pipeline + ".policies";
    }

    /** Which tables are stopped by dead letters, and which go on in spite of them; see {@link Flood}. */
    public String floods() {
        return pipeline + ".floods";
    }

    /** What a load has read so far; see {@link io.sluice.core.load.LoadEntry}. */
    public String load() {
        return pipeline + ".load";
    }

    /** What loaders have to do next; see {@link io.sluice.core.load.LoadWork}. */
    public String loadWork() {
        return pipeline + ".load-work";
    }

    public String schemaHistory() {
        return pipeline + ".schema-history";
    }

    public String heartbeat() {
        return pipeline + ".heartbeat";
    }

    /** The topics that every pipeline has, whatever its tables are, with their kinds. */
    public Map<String, TopicKind> ofEveryPipeline() {
        return Map.ofEntries(
                Map.entry(source(), TopicKind.SOURCE_SCHEMA),
                Map.entry(schemaHistory(), TopicKind.SOURCE_SCHEMA),
                Map.entry(heartbeat(), TopicKind.HEARTBEATS),
                Map.entry(sequences(), TopicKind.SEQUENCES),
                Map.entry(sequenceMarks(), TopicKind.SEQUENCE_MARKS),
                Map.entry(rules(), TopicKind.RULES),
                Map.entry(schema(), TopicKind.SCHEMA),
                Map.entry(policies(), TopicKind.POLICIES),
                Map.entry(floods(), TopicKind.FLOODS),
                Map.entry(load(), TopicKind.LOAD),
                Map.entry(loadWork(), TopicKind.LOAD_WORK),
                Map.entry(deadLetters(), TopicKind.DEAD_LETTERS));
    }

    /**
     * What stands for a table in a topic's name: {@code DB.TABLE}. Kafka takes names that differ only in '.' and '_' for
     * equal, so that the database has '-' for each '_': {@code a_b.c} is another table than {@code a.b_c}. Where a name has
     * more than letters, digits and '_', a hash of the true names follows: {@code DB.TABLE-HASH}. So a table's topic
     * depends on no other table, and no two tables share one.
     */
    public static String ofTable(TableId table) {
        String name = OTHER_THAN_LETTERS.matcher(table.schema()).replaceAll("-") + "."
                + OTHER_THAN_WORDS.matcher(table.table()).replaceAll("_");
        boolean legal =
                !OTHER_THAN_WORDS.matcher(table.schema() + table.table()).find();
        return legal ? name : name + "-" + Identifiers.hash(table.schema() + '\0' + table.table());
    }
}
