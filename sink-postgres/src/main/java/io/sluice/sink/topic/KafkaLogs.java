package io.sluice.sink.topic;

import io.sluice.core.retry.Backoff;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a Kafka cluster, and waits for it as long as it is away. Connects when it is first asked. */
public final class KafkaLogs implements PartitionLogs {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaLogs.class);
    private static final Backoff PAUSES = Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final Map<String, Object> properties;
    private Admin admin;

    /** @param properties of Kafka's client */
    public KafkaLogs(Map<String, Object> properties) {
        this.properties = Map.copyOf(properties);
    }

    @Override
    public Map<TopicPartition, PartitionLog> of(Collection<TopicPartition> partitions) {
        for (int attempt = 1; ; attempt++) {
            try {
                return read(partitions);
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

    private Map<TopicPartition, PartitionLog> read(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        List<String> topics =
                partitions.stream().map(TopicPartition::topic).distinct().toList();
        Map<String, TopicDescription> descriptions =
                admin().describeTopics(topics).allTopicNames().get();
        Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
        partitions.forEach(partition -> starts.put(partition, OffsetSpec.earliest()));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                admin().listOffsets(starts).all().get();
        Map<TopicPartition, PartitionLog> logs = new HashMap<>();
        found.forEach((partition, start) -> logs.put(
                partition,
                new PartitionLog(descriptions.get(partition.topic()).topicId().toString(), start.offset())));
        return logs;
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
