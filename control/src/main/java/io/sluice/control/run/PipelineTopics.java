package io.sluice.control.run;

import io.sluice.control.watch.KafkaFailure;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.SourceTable;
import io.sluice.core.model.TargetTable;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.TopicKind;
import io.sluice.core.wire.Topics;
import io.sluice.schema.plan.SchemaPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics of a pipeline before anything reads or writes them, so that the stages find all of them at their
 * start and need not rebalance when a table's first record would create one.
 */
final class PipelineTopics implements AutoCloseable {

    private static final int ANSWER_MILLIS_MAX = 15_000;

    /** A controller changes 10,000 records at once: each topic is one, and so is each partition and setting of it. */
    private static final int TOPICS_AT_ONCE = 200;

    private final KafkaCluster kafka;
    private final Admin admin;

    PipelineTopics(KafkaCluster kafka) {
        this.kafka = kafka;
        try {
            this.admin = Admin.create(kafka.clientProperties());
        } catch (KafkaException e) {
            throw KafkaFailure.ofClient(e);
        }
    }

    String clusterId() throws InterruptedException {
        return get(admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS_MAX))
                .clusterId());
    }

    /**
     * Creates the missing topics. An existing topic keeps its settings, but takes records as large as any.
     */
    void create(Pipeline pipeline, SchemaPlan schema, short replicationFactor) throws InterruptedException {
        create(kinds(pipeline.topics(), schema), pipeline.recordLimit(), replicationFactor);
    }

    /** @param kinds by the topics' names */
    void create(Map<String, TopicKind> kinds, RecordLimit limit, short replicationFactor) throws InterruptedException {
        List<NewTopic> wanted = kinds.entrySet().stream()
                .map(topic -> new NewTopic(topic.getKey(), topic.getValue().partitions(), replicationFactor)
                        .configs(topic.getValue().settings(limit)))
                .toList();
        for (int from = 0; from < wanted.size(); from += TOPICS_AT_ONCE) {
            raise(createAtOnce(wanted.subList(from, Math.min(from + TOPICS_AT_ONCE, wanted.size()))), limit);
        }
    }

    /** Returns those that exist: from an earlier run, or created by hand with other settings. */
    private List<NewTopic> createAtOnce(List<NewTopic> wanted) throws InterruptedException {
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(wanted).values();
        List<NewTopic> existing = new ArrayList<>();
        for (NewTopic topic : wanted) {
            try {
                get(answers.get(topic.name()));
            } catch (TopicExistsException e) {
                existing.add(topic);
            }
        }
        return existing;
    }

    /** Has topics take records up to a limit that was lower when they were created. */
    private void raise(List<NewTopic> topics, RecordLimit limit) throws InterruptedException {
        List<ConfigResource> limited = topics.stream()
                .filter(topic -> topic.configs().containsKey(TopicKind.RECORD_BYTES_MAX))
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        AlterConfigOp raise = new AlterConfigOp(
                new ConfigEntry(TopicKind.RECORD_BYTES_MAX, Integer.toString(limit.bytes())), AlterConfigOp.OpType.SET);
        Map<ConfigResource, Collection<AlterConfigOp>> lower = new HashMap<>();
        get(admin.describeConfigs(limited).all()).forEach((topic, config) -> {
            if (Integer.parseInt(config.get(TopicKind.RECORD_BYTES_MAX).value()) < limit.bytes()) {
                lower.put(topic, List.of(raise));
            }
        });
        get(admin.incrementalAlterConfigs(lower).all());
    }

    private static Map<String, TopicKind> kinds(Topics topics, SchemaPlan schema) {
        Map<String, TopicKind> kinds = new LinkedHashMap<>(topics.ofEveryPipeline());
        for (SourceTable table : schema.sourceTables()) {
            TargetTable target = TableMapping.compile(table, schema.rules()).target();
            kinds.put(topics.raw(table.id()), TopicKind.CHANGE_EVENTS);
            kinds.put(topics.output(target.id()), TopicKind.rowsOf(target));
        }
        return kinds;
    }

    private <T> T get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException exists) {
                throw exists;
            }
            throw KafkaFailure.of(kafka, e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
