package io.sluice.transformer;

import io.sluice.core.wire.HttpSchemaRegistry;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.TopicKind;
import io.sluice.transformer.config.ClientProperties;
import io.sluice.transformer.config.StreamsProperties;
import io.sluice.transformer.config.TransformerConfig;
import io.sluice.transformer.topic.GaplessClients;
import io.sluice.transformer.topic.KafkaFloods;
import io.sluice.transformer.topic.KafkaLoads;
import io.sluice.transformer.topic.KafkaOutputTopics;
import io.sluice.transformer.topic.RawRetention;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;

/** A running transformer. Thread-safe. */
public final class Transformer implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final Beside beside;
    private final FailurePolicy failures;
    private final CountDownLatch closing;

    /** What works beside Streams, as long as that does. */
    private record Beside(
            KafkaOutputTopics outputTopics, KafkaFloods floods, KafkaLoads loads, RawRetention rawRetention) {
        void close() {
            rawRetention.close();
            loads.close();
            floods.close();
            outputTopics.close();
        }
    }

    private Transformer(KafkaStreams streams, Beside beside, FailurePolicy failures, CountDownLatch closing) {
        this.streams = streams;
        this.beside = beside;
        this.failures = failures;
        this.closing = closing;
    }

    /** Starts a transformer without a listener for its failure; see {@link #start(TransformerConfig, Consumer)}. */
    public static Transformer start(TransformerConfig config) {
        return start(config, failure -> {});
    }

    /**
     * Creates the topics that the transformer needs in any case and starts it; returns before it runs.
     *
     * @param onFailure called at most once, with the reason, when the transformer has failed for good
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    public static Transformer start(TransformerConfig config, Consumer<Throwable> onFailure) {
        return start(config, new HttpSchemaRegistry(config.registry()), onFailure);
    }

    static Transformer start(TransformerConfig config, SchemaRegistry registry, Consumer<Throwable> onFailure) {
        Beside beside = beside(config);
        try {
            KafkaStreams streams = new KafkaStreams(
                    TransformerTopology.build(config, registry, beside.outputTopics(), beside.floods(), beside.loads()),
                    StreamsProperties.of(config),
                    new GaplessClients(beside.floods(), beside.loads()));
            return start(streams, beside, onFailure);
        } catch (RuntimeException | Error e) {
            beside.close();
            throw e;
        }
    }

    private static Beside beside(TransformerConfig config) {
        Admin admin = Admin.create(ClientProperties.of(config, "topics"));
        KafkaOutputTopics outputTopics = new KafkaOutputTopics(admin, config.replicationFactor(), config.recordLimit());
        try {
            outputTopics.create(config.topics().sequences(), TopicKind.SEQUENCES, 1);
            outputTopics.create(config.topics().sequenceMarks(), TopicKind.SEQUENCE_MARKS, 1);
            outputTopics.create(config.topics().policies(), TopicKind.POLICIES, 1);
            outputTopics.create(config.topics().schema(), TopicKind.SCHEMA, 1);
            outputTopics.create(config.topics().deadLetters(), TopicKind.DEAD_LETTERS, 1);
            outputTopics.create(config.topics().floods(), TopicKind.FLOODS, 1);
            outputTopics.create(config.topics().load(), TopicKind.LOAD, 1);
            KafkaFloods floods = KafkaFloods.open(config.topics().floods(), ClientProperties.of(config, "floods"));
            KafkaLoads loads = KafkaLoads.open(config.topics(), ClientProperties.of(config, "load"));
            String rawPrefix = config.topics().rawPrefix();
            RawRetention rawRetention = new RawRetention(
                    admin, topic -> topic.startsWith(rawPrefix), config.applicationId(), config.rawRetention());
            return new Beside(outputTopics, floods, loads, rawRetention);
        } catch (RuntimeException | Error e) {
            outputTopics.close();
            throw e;
        }
    }

    private static Transformer start(KafkaStreams streams, Beside beside, Consumer<Throwable> onFailure) {
        CountDownLatch closing = new CountDownLatch(1);
        FailurePolicy failures = new FailurePolicy(InstantSource.system(), time -> {
            boolean ignored = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        });
        streams.setUncaughtExceptionHandler(error -> {
            var response = failures.handle(error);
            failures.failure().ifPresent(onFailure);
            return response;
        });
        streams.start();
        beside.rawRetention().start();
        return new Transformer(streams, beside, failures, closing);
    }

    public TransformerState state() {
        if (failures.failure().isPresent()) {
            return TransformerState.FAILED;
        }
        return switch (streams.state()) {
            case CREATED, REBALANCING -> TransformerState.STARTING;
            case RUNNING -> TransformerState.RUNNING;
            case PENDING_ERROR, ERROR -> TransformerState.FAILED;
            case PENDING_SHUTDOWN, NOT_RUNNING -> TransformerState.CLOSED;
        };
    }

    /** Why the transformer has failed; empty as long as it has not. */
    public Optional<Throwable> failure() {
        return failures.failure();
    }

    /**
     * Commits, leaves the group and stops, waiting up to 20 seconds. Since it leaves the group, its successor need not
     * wait for its session to time out.
     */
    @Override
    public void close() {
        closing.countDown();
        streams.close(
                CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        beside.close();
    }
}
