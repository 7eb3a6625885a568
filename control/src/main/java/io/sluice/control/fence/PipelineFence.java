package io.sluice.control.fence;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.Connectors;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.Topics;
import io.sluice.schema.source.LogPosition;
import io.sluice.schema.source.SourceConnection;
import io.sluice.verify.Fence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A fence: a source position read from MySQL, and the proof that everything before it is in PostgreSQL. The proof goes
 * stage by stage: Debezium's committed position has reached it; the transformer has consumed the raw topics to the ends
 * they had then; the sink has applied the output topics to the ends they had after that. Nothing is written to the
 * source.
 *
 * <p>Not thread-safe. Needs a running pipeline.
 */
public final class PipelineFence implements Fence, AutoCloseable {

    private static final long FIRST_PAUSE_MILLIS = 50;

    /** Each question about Debezium's position has Connect read its offsets topic from the start. */
    private static final long PAUSE_MILLIS_MAX = 1000;

    /** Asked again and again while a fence waits; throws when waiting has become useless. */
    @FunctionalInterface
    public interface Hope {
        void check() throws InterruptedException;
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
        LogPosition position = sourceEnd();
        await(() -> sourceReached(position));
        Topics names = pipeline.topics();
        Map<TopicPartition, Long> raw = topics.ends(topic -> topic.startsWith(names.source() + "."));
        await(() -> topics.reached(raw, topics.committed(connectors.transformer())));
        Map<TopicPartition, Long> output =
                topics.ends(topic -> topic.startsWith(names.outputPrefix()) || topic.equals(names.sequences()));
        try (SinkOffsets applied = new SinkOffsets(pipeline.target(), connectors.sink())) {
            await(() -> topics.reached(output, applied.read()));
        }
    }

    /** Nothing is held open while the fence waits, which may take longer than MySQL lets a connection idle. */
    private LogPosition sourceEnd() throws SQLException {
        try (Connection mysql = SourceConnection.open(pipeline.source())) {
            return LogPosition.current(mysql);
        }
    }

    /** Whether Debezium has left its snapshot behind and committed a position that contains the given one. */
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
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (!condition.holds()) {
            hope.check();
            Thread.sleep(pauseMillis);
            pauseMillis = Math.min(PAUSE_MILLIS_MAX, pauseMillis + pauseMillis / 4);
        }
    }

    @Override
    public void close() {
        topics.close();
    }
}
