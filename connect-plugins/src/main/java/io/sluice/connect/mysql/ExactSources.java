package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mysql.MySqlChangeEventSourceFactory;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlSnapshotChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.source.spi.SnapshotChangeEventSource;
import io.debezium.pipeline.source.spi.SnapshotProgressListener;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.Clock;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A snapshot of the structure, and streaming that keeps values as they are. */
final class ExactSources extends MySqlChangeEventSourceFactory {

    private final BiFunction<
                    MySqlSnapshotChangeEventSourceMetrics,
                    NotificationService<MySqlPartition, MySqlOffsetContext>,
                    StructureSnapshot>
            snapshot;
    private final Supplier<ExactStreaming> streaming;

    ExactSources(
            MySqlConnectorConfig config,
            MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
            ErrorHandler errorHandler,
            FittingDispatcher dispatcher,
            Clock clock,
            CapturedSchema schema,
            MySqlTaskContext taskContext,
            MySqlStreamingChangeEventSourceMetrics metrics,
            ChangeEventQueue<DataChangeEvent> queue,
            SnapshotterService snapshotters,
            BinaryLogClient client) {
        super(
                config,
                connections,
                errorHandler,
                dispatcher,
                clock,
                schema,
                taskContext,
                metrics,
                queue,
                snapshotters,
                client);
        this.snapshot = (progress, notifications) -> new StructureSnapshot(
                config, connections, schema, dispatcher, clock, progress, notifications, snapshotters);
        this.streaming = () -> new ExactStreaming(
                config,
                connections.mainConnection(),
                dispatcher,
                errorHandler,
                clock,
                taskContext,
                schema,
                metrics,
                snapshotters,
                client);
    }

    @Override
    public SnapshotChangeEventSource<MySqlPartition, MySqlOffsetContext> getSnapshotChangeEventSource(
            SnapshotProgressListener<MySqlPartition> progress,
            NotificationService<MySqlPartition, MySqlOffsetContext> notifications) {
        return snapshot.apply((MySqlSnapshotChangeEventSourceMetrics) progress, notifications);
    }

    @Override
    public StreamingChangeEventSource<MySqlPartition, MySqlOffsetContext> getStreamingChangeEventSource() {
        return streaming.get();
    }
}
