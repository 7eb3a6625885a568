package io.sluice.transformer.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trims raw topics. Kafka itself must not remove their records by age or size, since it does not know which of them the
 * transformer has read; so that retention is switched off, and records are deleted here once they are both read and old.
 * Several transformers of a pipeline may do this at once.
 */
public final class RawRetention implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RawRetention.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Map<String, String> UNLIMITED =
            Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1");

    private final Admin admin;
    private final Predicate<String> raw;
    private final String group;
    private final Duration retention;
    private final Set<String> unlimited = new HashSet<>();
    private final ScheduledExecutorService executor;

    /**
     * @param admin is closed by whoever made it, after this object
     * @param raw whether a topic is a raw topic of the pipeline
     * @param group the consumer group that reads the raw topics
     * @param retention how long records are kept that the group has read
     */
    public RawRetention(Admin admin, Predicate<String> raw, String group, Duration retention) {
        this.admin = admin;
        this.raw = raw;
        this.group = group;
        this.retention = retention;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sluice-raw-retention");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Trims the topics in a thread of its own from now on. */
    public void start() {
        var unused = executor.scheduleWithFixedDelay(this::attempt, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt() {
        try {
            Map<TopicPartition, Long> trimmed = trim(Instant.now());
            if (!trimmed.isEmpty()) {
                LOG.info(
                        "Trimmed {} raw topics of records that were read more than {} ago.", trimmed.size(), retention);
            }
        } catch (ExecutionException e) {
            LOG.warn(
                    "Raw topics are not trimmed and may lose unread records to Kafka's own retention until this passes: {}."
                            + " The transformer needs the rights ALTER_CONFIGS, DESCRIBE_CONFIGS and DELETE on its raw"
                            + " topics.",
                    e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Raw topics are not trimmed: {}", e.getMessage());
        }
    }

    /**
     * Switches Kafka's retention off and deletes what is read and old.
     *
     * @return where the trimmed partitions begin now
     */
    Map<TopicPartition, Long> trim(Instant now) throws InterruptedException, ExecutionException {
        List<String> topics =
                admin.listTopics().names().get().stream().filter(raw).toList();
        keepUnlimited(topics);
        Map<TopicPartition, Long> ends = readAndOld(now.minus(retention));
        ends.keySet().removeIf(partition -> !topics.contains(partition.topic()));
        Map<TopicPartition, Long> starts = offsets(ends.keySet(), OffsetSpec.earliest());
        ends.entrySet().removeIf(end -> end.getValue() <= starts.getOrDefault(end.getKey(), Long.MAX_VALUE));
        if (!ends.isEmpty()) {
            admin.deleteRecords(ends.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue()))))
                    .all()
                    .get();
        }
        return ends;
    }

    /** Where the records end that the group has read and that are older than a time. */
    private Map<TopicPartition, Long> readAndOld(Instant time) throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> read = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> offset : admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()) {
            if (offset.getValue() != null && raw.test(offset.getKey().topic())) {
                read.put(offset.getKey(), offset.getValue().offset());
            }
        }
        Map<TopicPartition, Long> newer = offsets(read.keySet(), OffsetSpec.forTimestamp(time.toEpochMilli()));
        // Kafka has no offset of a time that all records precede.
        newer.values().removeIf(offset -> offset < 0);
        newer.forEach((partition, offset) -> read.merge(partition, offset, Math::min));
        return read;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec)))
                .all()
                .get();
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private void keepUnlimited(List<String> topics) throws InterruptedException, ExecutionException {
        List<ConfigResource> unknown = topics.stream()
                .filter(topic -> !unlimited.contains(topic))
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(unknown).all().get();
        Map<ConfigResource, Collection<AlterConfigOp>> alterations = new HashMap<>();
        configs.forEach((topic, config) -> {
            if (!UNLIMITED.entrySet().stream().allMatch(setting -> setting.getValue()
                    .equals(config.get(setting.getKey()).value()))) {
                alterations.put(topic, alteration());
            }
        });
        if (!alterations.isEmpty()) {
            LOG.info("Kafka's own retention of {} raw topics is switched off.", alterations.size());
            admin.incrementalAlterConfigs(alterations).all().get();
        }
        unlimited.addAll(topics);
    }

    private static Collection<AlterConfigOp> alteration() {
        return UNLIMITED.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
