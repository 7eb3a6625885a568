package io.sluice.cli.run;

import io.sluice.cli.ExitCode;
import io.sluice.cli.SluiceException;
import io.sluice.cli.schema.SchemaPlan;
import io.sluice.core.access.Untrusted;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.SourceTable;
import io.sluice.core.model.TargetTable;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.TopicKind;
import io.sluice.core.wire.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics of a pipeline before anything reads or writes them, so that the stages find all of them at their
 * first look and need not rebalance when a table's first record creates one.
 */
final class PipelineTopics implements AutoCloseable {

    private final KafkaCluster kafka;
    private final Admin admin;

    PipelineTopics(KafkaCluster kafka) {
        this.kafka = kafka;
        try {
            this.admin = Admin.create(kafka.clientProperties());
        } catch (KafkaException e) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "Kafka's client cannot be set up (" + rootCause(e)
                            + "); correct the file that 'kafka.properties' names",
                    e);
        }
    }

    String clusterId() throws InterruptedException {
        return get(admin.describeCluster().clusterId());
    }

    /** Creates what is missing, with one partition each; a topic that is there keeps its settings. */
    void create(Pipeline pipeline, SchemaPlan schema, short replicationFactor) throws InterruptedException {
        List<NewTopic> wanted = kinds(pipeline.topics(), schema).entrySet().stream()
                .map(topic -> new NewTopic(topic.getKey(), 1, replicationFactor)
                        .configs(topic.getValue().settings()))
                .toList();
        for (KafkaFuture<Void> topic : admin.createTopics(wanted).values().values()) {
            try {
                get(topic);
            } catch (TopicExistsException e) {
                // From an earlier run, or created by hand with other settings: either way it is the one to use.
            }
        }
    }

    private static Map<String, TopicKind> kinds(Topics topics, SchemaPlan schema) {
        Map<String, TopicKind> kinds = new LinkedHashMap<>();
        kinds.put(topics.source(), TopicKind.SOURCE_SCHEMA);
        kinds.put(topics.schemaHistory(), TopicKind.SOURCE_SCHEMA);
        kinds.put(topics.heartbeat(), TopicKind.HEARTBEATS);
        kinds.put(topics.sequences(), TopicKind.SEQUENCES);
        kinds.put(topics.rules(), TopicKind.RULES);
        kinds.put(topics.deadLetters(), TopicKind.DEAD_LETTERS);
        for (SourceTable table : schema.sourceTables()) {
            TargetTable target = TableMapping.compile(table, schema.rules()).target();
            kinds.put(topics.raw(table.id()), TopicKind.CHANGE_EVENTS);
            kinds.put(topics.output(target.id()), TopicKind.rowsOf(target));
        }
        return kinds;
    }

    private static String rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private SluiceException refused(AuthenticationException e) {
        String reason = Untrusted.reason(e)
                .map(distrust -> "is not trusted (" + distrust + "); check its ssl.truststore.* settings")
                .orElseGet(() -> "refuses us (" + e.getMessage() + "); check its sasl.* and ssl.* settings");
        return new SluiceException(
                ExitCode.WRONG_USAGE,
                "Kafka at " + kafka.bootstrapServers() + " " + reason + " in the file that 'kafka.properties' names",
                e);
    }

    private <T> T get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException exists) {
                throw exists;
            }
            if (e.getCause() instanceof AuthenticationException refusal) {
                throw refused(refusal);
            }
            throw new SluiceException(
                    ExitCode.UNREACHABLE,
                    "Kafka does not answer (" + e.getCause().getMessage() + "); check 'kafka.bootstrap-servers'",
                    e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
