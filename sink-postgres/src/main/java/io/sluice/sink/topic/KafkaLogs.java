package io.sluice.sink.topic;

import io.sluice.core.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a Kafka cluster, and waits for it as long as it is away. Connects when it is first asked. */
public final class KafkaLogs implements PartitionLogs {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaLogs.class);
    private static final Backoff PAUSES = Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** Of a question that can be asked again later. */
    private static final int ANSWER_MILLIS_MAX = 5_000;

    /** The ends of logs are read, too. */
    private static final Set<AclOperation> TOMBSTONES_NEED = Set.of(AclOperation.READ, AclOperation.DESCRIBE_CONFIGS);

    private final Map<String, Object> properties;
    private final Set<String> unknown = new HashSet<>();
    private Admin admin;

    /** @param properties of Kafka's client */
    public KafkaLogs(Map<String, Object> properties) {
        this.properties = Map.copyOf(properties);
    }

    @Override
    public Map<TopicPartition, PartitionLog> of(Collection<TopicPartition> partitions) {
        for (int attempt = 1; ; attempt++) {
            try {
                return read(partitions, null);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException)) {
                    throw refused(e.getCause());
                }
                await(attempt, e.getCause());
            } catch (ApiException e) {
                throw refused(e);
            } catch (KafkaException e) {
                // The client could not be made: none of the names has an address at the moment.
                await(attempt, e);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    @Override
    public Optional<Map<TopicPartition, PartitionLog>> ask(Collection<TopicPartition> partitions) {
        try {
            return Optional.of(read(partitions, ANSWER_MILLIS_MAX));
        } catch (ExecutionException | KafkaException e) {
            LOG.debug("Kafka does not say how long its logs are", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public Set<TopicPartition> ended(Map<TopicPartition, Long> next, Map<TopicPartition, PartitionLog> logs) {
        if (next.isEmpty()) {
            return Set.of();
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        next.keySet()
                .forEach(partition -> ends.put(partition, logs.get(partition).end()));
        try {
            return CommittedTail.empty(properties, next, ends, Duration.ofMillis(ANSWER_MILLIS_MAX));
        } catch (InterruptException e) {
            throw new ConnectException("The task was stopped while it waited for Kafka", e);
        } catch (KafkaException e) {
            LOG.debug("Kafka does not give the ends of its logs", e);
            return Set.of();
        }
    }

    /** @param answerMillisMax null for as long as the client's properties say */
    private Map<TopicPartition, PartitionLog> read(Collection<TopicPartition> partitions, Integer answerMillisMax)
            throws ExecutionException, InterruptedException {
        List<String> topics =
                partitions.stream().map(TopicPartition::topic).distinct().toList();
        Map<String, TopicDescription> descriptions = admin().describeTopics(
                        topics,
                        new DescribeTopicsOptions()
                                .includeAuthorizedOperations(true)
                                .timeoutMs(answerMillisMax))
                .allTopicNames()
                .get();
        Map<TopicPartition, Long> starts =
                offsets(partitions, OffsetSpec.earliest(), new ListOffsetsOptions().timeoutMs(answerMillisMax));
        ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest(), committed.timeoutMs(answerMillisMax));
        Map<String, Duration> tombstones = tombstones(descriptions.values(), answerMillisMax);
        Map<TopicPartition, PartitionLog> logs = new HashMap<>();
        for (TopicPartition partition : partitions) {
            String topic = partition.topic();
            logs.put(
                    partition,
                    new PartitionLog(
                            descriptions.get(topic).topicId().toString(),
                            starts.get(partition),
                            ends.get(partition),
                            Optional.ofNullable(tombstones.get(topic))));
        }
        return logs;
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec which, ListOffsetsOptions options)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, which));
        Map<TopicPartition, Long> found = new HashMap<>();
        admin().listOffsets(wanted, options)
                .all()
                .get()
                .forEach((partition, offset) -> found.put(partition, offset.offset()));
        return found;
    }

    /** How long those of the topics that are compacted keep tombstones, as far as Kafka lets the user know. */
    private Map<String, Duration> tombstones(Collection<TopicDescription> topics, Integer answerMillisMax)
            throws ExecutionException, InterruptedException {
        List<ConfigResource> open = new ArrayList<>();
        for (TopicDescription topic : topics) {
            Set<AclOperation> allowed = topic.authorizedOperations();
            if (allowed == null || allowed.containsAll(TOMBSTONES_NEED)) {
                open.add(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
            } else if (unknown.add(topic.name())) {
                LOG.warn(
                        "Not known how long topic {} keeps tombstones, so that deletions may get lost unnoticed while this"
                                + " sink is away: let the user of its kafka.* properties READ and DESCRIBE_CONFIGS it",
                        topic.name());
            }
        }
        Map<String, Duration> tombstones = new HashMap<>();
        admin().describeConfigs(open, new DescribeConfigsOptions().timeoutMs(answerMillisMax))
                .all()
                .get()
                .forEach((topic, config) -> {
                    if (config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains("compact")) {
                        String millis = config.get(TopicConfig.DELETE_RETENTION_MS_CONFIG)
                                .value();
                        tombstones.put(topic.name(), Duration.ofMillis(Long.parseLong(millis)));
                    }
                });
        return tombstones;
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(properties);
        }
        return admin;
    }

    private static ConnectException refused(Throwable cause) {
        return new ConnectException(
                "Kafka does not say which topics these are, so give the connector's kafka.* properties a user that may"
                        + " DESCRIBE them: " + cause.getMessage(),
                cause);
    }

    private static void await(int attempt, Throwable cause) {
        if (Integer.bitCount(attempt) == 1) {
            LOG.warn("Waiting for Kafka to say which topics there are: {}", cause.getMessage());
        }
        try {
            Thread.sleep(PAUSES.after(attempt).toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static ConnectException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ConnectException("The task was stopped while it waited for Kafka", e);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
