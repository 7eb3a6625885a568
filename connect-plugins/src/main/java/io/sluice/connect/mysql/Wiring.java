package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.config.Configuration;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.base.QueueProvider;
import io.debezium.connector.base.QueueProviderService;
import io.debezium.connector.binlog.BinlogEventMetadataProvider;
import io.debezium.connector.binlog.BinlogSourceTask;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.common.BaseSourceTask;
import io.debezium.connector.mysql.MySqlChangeEventSourceMetricsFactory;
import io.debezium.connector.mysql.MySqlConnector;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.connector.mysql.jdbc.MySqlConnection;
import io.debezium.connector.mysql.jdbc.MySqlConnectionConfiguration;
import io.debezium.connector.mysql.jdbc.MySqlTextProtocolFieldReader;
import io.debezium.document.DocumentReader;
import io.debezium.heartbeat.Heartbeat;
import io.debezium.heartbeat.HeartbeatFactory;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.signal.SignalProcessor;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaFactory;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.debezium.util.Clock;
import java.util.Map;

/** Joins the parts between MySQL and the queue that Connect polls. */
final class Wiring {

    private static final String LOGGING_CONTEXT = "mysql-connector-task";

    private final MySqlConnectorConfig config;
    private final MySqlTaskContext taskContext;
    private final CapturedSchema schema;
    private final FittingEvents events;

    Wiring(MySqlConnectorConfig config, MySqlTaskContext taskContext, CapturedSchema schema, FittingEvents events) {
        this.config = config;
        this.taskContext = taskContext;
        this.schema = schema;
        this.events = events;
    }

    @SuppressWarnings("unchecked")
    static TopicNamingStrategy<TableId> topics(MySqlConnectorConfig config) {
        return config.getTopicNamingStrategy(MySqlConnectorConfig.TOPIC_NAMING_STRATEGY);
    }

    ChangeEventQueue<DataChangeEvent> queue() {
        QueueProvider<DataChangeEvent> provider = config.getServiceRegistry()
                .tryGetService(QueueProviderService.class)
                .getQueueProvider();
        return new ChangeEventQueue.Builder<DataChangeEvent>()
                .pollInterval(config.getPollInterval())
                .maxBatchSize(config.getMaxBatchSize())
                .maxQueueSize(config.getMaxQueueSize())
                .maxQueueSizeInBytes(config.getMaxQueueSizeInBytes())
                .queueProvider(provider)
                .loggingContextSupplier(() -> taskContext.configureLoggingContext(LOGGING_CONTEXT))
                .build();
    }

    /** Started: it reads the structure, if it is not known yet, and streams. */
    ChangeEventSourceCoordinator<MySqlPartition, MySqlOffsetContext> coordinator(
            Configuration configuration,
            MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
            Offsets<MySqlPartition, MySqlOffsetContext> offsets,
            SnapshotterService snapshotters,
            ChangeEventQueue<DataChangeEvent> queue,
            ErrorHandler errorHandler,
            BaseSourceTask<MySqlPartition, MySqlOffsetContext> task) {
        BinlogEventMetadataProvider metadata = new BinlogEventMetadataProvider();
        SignalProcessor<MySqlPartition, MySqlOffsetContext> signals = new SignalProcessor<>(
                MySqlConnector.class,
                config,
                Map.of(),
                task.getAvailableSignalChannels(),
                DocumentReader.defaultReader(),
                offsets);
        FittingDispatcher dispatcher = dispatcher(configuration, queue, metadata, signals);
        BinaryLogClient client =
                new BinaryLogClient(config.getHostName(), config.getPort(), config.getUserName(), config.getPassword());
        MySqlStreamingChangeEventSourceMetrics metrics = new MySqlStreamingChangeEventSourceMetrics(
                taskContext, queue, metadata, schema::dataCollectionIds, client);
        ExactSources sources = new ExactSources(
                config,
                connections,
                errorHandler,
                dispatcher,
                Clock.system(),
                schema,
                taskContext,
                metrics,
                queue,
                snapshotters,
                client);
        ChangeEventSourceCoordinator<MySqlPartition, MySqlOffsetContext> coordinator =
                new ChangeEventSourceCoordinator<>(
                        offsets,
                        errorHandler,
                        MySqlConnector.class,
                        config,
                        sources,
                        new MySqlChangeEventSourceMetricsFactory(metrics),
                        dispatcher,
                        schema,
                        signals,
                        new NotificationService<>(
                                task.getNotificationChannels(),
                                config,
                                SchemaFactory.get(),
                                dispatcher::enqueueNotification),
                        snapshotters);
        coordinator.start(taskContext, queue, metadata);
        return coordinator;
    }

    private FittingDispatcher dispatcher(
            Configuration configuration,
            ChangeEventQueue<DataChangeEvent> queue,
            BinlogEventMetadataProvider metadata,
            SignalProcessor<MySqlPartition, MySqlOffsetContext> signals) {
        Heartbeat.ScheduledHeartbeat heartbeat = new HeartbeatFactory<TableId>()
                .getScheduledHeartbeat(
                        config,
                        () -> new MySqlConnection(
                                new MySqlConnectionConfiguration(configuration),
                                new MySqlTextProtocolFieldReader(config)),
                        new BinlogSourceTask.BinlogHeartbeatErrorHandler(),
                        queue);
        return new FittingDispatcher(config, schema, queue, events, metadata, heartbeat, signals);
    }
}
