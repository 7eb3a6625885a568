package io.sluice.control.fence;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.Connectors;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.retry.Backoff;
import io.sluice.core.wire.Topics;
import io.sluice.schema.source.LogPosition;
import io.sluice.schema.source.ServerIdentity;
import io.sluice.schema.source.SourceConnection;
import io.sluice.schema.target.PipelineRecord;
import io.sluice.schema.target.TargetConnection;
import io.sluice.verify.Fence;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * A fence: a source position read from MySQL, and the proof that everything before it is in PostgreSQL. The proof has
 * one step per stage: Debezium's committed position has reached it; the transformer has consumed the raw topics to the
 * ends they had then; the sink has applied the output topics to the ends they had after that. Nothing is written to the
 * source.
 *
 * <p>Not thread-safe. Needs a running pipeline.
 */
public final class PipelineFence implements Fence, AutoCloseable {

    /** They grow: a request for Debezium's position makes Connect read its whole offsets topic. */
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(50), 1.25, Duration.ofSeconds(1));

    /** Called repeatedly while a fence waits; throws if the fence can no longer be reached. */
    @FunctionalInterface
    public interface Hope {
        void check() throws SQLException, InterruptedException;
    }

    private final Pipeline pipeline;
    private final Connectors connectors;
    private final ConnectClient connect;
    private final TopicEnds topics;
    private final Hope hope;

    public PipelineFence(Pipeline pipeline, KafkaCluster kafka, ConnectClient connect, Hope hope) {
        this.pipeline = pipeline;
        this.connectors = new Connectors(pipeline);
        this.connect = connect;
        this.topics = new TopicEnds(kafka);
        this.hope = hope;
    }

    @Override
    public void pass() throws SQLException, InterruptedException {
        pass(topic -> true);
    }

    /** Passes a fence of some tables alone, which another table that is stopped does not keep up. */
    public void pass(Collection<TableId> tables) throws SQLException, InterruptedException {
        Set<String> outputs = tables.stream().map(pipeline.topics()::output).collect(Collectors.toSet());
        pass(outputs::contains);
    }

    private void pass(Predicate<String> outputs) throws SQLException, InterruptedException {
        LogPosition position = sourceEnd();
        await(() -> sourceReached(position));
        Topics names = pipeline.topics();
        Map<TopicPartition, Long> raw = topics.ends(topic -> topic.startsWith(names.rawPrefix()));
        await(() -> topics.reached(raw, topics.committed(connectors.transformer())));
        Map<TopicPartition, Long> output = topics.ends(topic ->
                (topic.startsWith(names.outputPrefix()) && outputs.test(topic)) || topic.equals(names.sequences()));
        try (SinkOffsets applied = new SinkOffsets(pipeline.target(), connectors.sink())) {
            await(() -> topics.reached(output, applied.read()));
        }
    }

    /** The connections are closed at once: the fence may wait for longer than a server keeps an idle one. */
    private LogPosition sourceEnd() throws SQLException {
        try (Connection mysql = SourceConnection.open(pipeline.source());
                Connection target = TargetConnection.open(pipeline.target())) {
            ServerIdentity.read(mysql).require(new PipelineRecord(target, pipeline.name()).sourceServer());
            return LogPosition.current(mysql);
        }
    }

    /** Whether Debezium has read the structure and committed a position that contains the given one. */
    private boolean sourceReached(LogPosition position) throws SQLException {
        JsonNode offset = connect.offset(connectors.source()).orElse(null);
        if (offset == null || offset.hasNonNull("snapshot")) {
            return false;
        }
        LogPosition read = new LogPosition(
                offset.path("server_id").asLong(),
                offset.path("file").asText(),
                offset.path("pos").asLong(),
                offset.path("gtids").asText("").replaceAll("\\s", ""));
        return read.reaches(position, () -> SourceConnection.open(pipeline.source()));
    }

    private interface Condition {
        boolean holds() throws SQLException, InterruptedException;
    }

    private void await(Condition condition) throws SQLException, InterruptedException {
        for (int attempt = 1; !condition.holds(); attempt++) {
            hope.check();
            Thread.sleep(PAUSES.after(attempt).toMillis());
        }
    }

    @Override
    public void close() {
        topics.close();
    }
}
