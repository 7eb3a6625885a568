package io.sluice.transformer.topic;

import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.TopicKind;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The output topics of a Kafka cluster. */
public final class KafkaOutputTopics implements OutputTopics, AutoCloseable {

    private final Admin admin;
    private final short replicationFactor;
    private final RecordLimit limit;

    /** @param admin closed with this object */
    public KafkaOutputTopics(Admin admin, short replicationFactor, RecordLimit limit) {
        this.admin = admin;
        this.replicationFactor = replicationFactor;
        this.limit = limit;
    }

    @Override
    public int ensure(String output, String input, TopicKind kind) {
        OptionalInt existing = partitions(output);
        if (existing.isPresent()) {
            return existing.getAsInt();
        }
        int wanted = partitions(input).orElseThrow(() -> new KafkaException("the topic " + input + " is gone"));
        create(output, kind, wanted);
        return partitions(output).orElse(wanted);
    }

    @Override
    public boolean exists(String output) {
        return partitions(output).isPresent();
    }

    @Override
    public void become(String output, TopicKind kind) {
        List<AlterConfigOp> settings = kind.settings(limit).entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, output);
        get(admin.incrementalAlterConfigs(Map.of(topic, settings)).all());
    }

    @Override
    public String id(String topic) {
        return get(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .topicId()
                .toString();
    }

    /** Creates a topic, unless it exists. */
    public void create(String topic, TopicKind kind, int partitions) {
        NewTopic wanted = new NewTopic(topic, partitions, replicationFactor).configs(kind.settings(limit));
        try {
            get(admin.createTopics(List.of(wanted)).all());
        } catch (TopicExistsException e) {
            // Another instance has created it with the same settings.
        }
    }

    private OptionalInt partitions(String topic) {
        try {
            return OptionalInt.of(get(admin.describeTopics(List.of(topic)).allTopicNames())
                    .get(topic)
                    .partitions()
                    .size());
        } catch (UnknownTopicOrPartitionException e) {
            return OptionalInt.empty();
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
