package io.sluice.control.topic;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of a pipeline, found by the topics that something was read from: also those that were made in MySQL after the
 * pipeline's start. Not thread-safe.
 */
public final class TableTopics {

    private final Pipeline pipeline;
    private final MappingRules rules;
    private final Topics topics;
    private final Map<String, TableId> tables = new HashMap<>();
    private final Set<TableId> all = new LinkedHashSet<>();

    /**
     * @param rules by which the tables are named
     * @param known those that were there at the start
     */
    public TableTopics(Pipeline pipeline, MappingRules rules, Collection<TableId> known) {
        this.pipeline = pipeline;
        this.rules = rules;
        this.topics = pipeline.topics();
        known.forEach(this::add);
    }

    private void add(TableId table) {
        all.add(table);
        tables.put(topics.raw(table), table);
        tables.put(topics.output(rules.target(table)), table);
    }

    /** Learns the tables of topics; those of other topics than tables' are passed over. */
    public void learn(Collection<String> named) {
        named.stream()
                .filter(topic -> !tables.containsKey(topic))
                .flatMap(topic -> made(topic).stream())
                .forEach(this::add);
    }

    /** The source's table whose topic this is, if a name of one of the pipeline's databases leads to it. */
    private Optional<TableId> made(String topic) {
        String table = topic.substring(topic.lastIndexOf('.') + 1);
        return table.isEmpty()
                ? Optional.empty()
                : pipeline.tables().databases().stream()
                        .map(database -> new TableId(database, table))
                        .filter(candidate -> topics.raw(candidate).equals(topic)
                                || topics.output(rules.target(candidate)).equals(topic))
                        .findFirst();
    }

    /** Those that were there at the start, in their order, and then the others. */
    public Set<TableId> all() {
        return new LinkedHashSet<>(all);
    }

    /** The table of a topic by its name in MySQL, or the topic's if it is none's. */
    public String name(String topic) {
        return table(topic).map(TableId::toString).orElse(topic);
    }

    /** The table of a topic, if it is one's. */
    public Optional<TableId> table(String topic) {
        return Optional.ofNullable(tables.get(topic));
    }
}
