package io.sluice.connect.mysql;

import io.debezium.DebeziumException;
import io.debezium.bean.StandardBeanNames;
import io.debezium.bean.spi.BeanRegistry;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.BinlogSourceTask;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlErrorHandler;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.connector.mysql.jdbc.MySqlConnection;
import io.debezium.connector.mysql.jdbc.MySqlConnectionConfiguration;
import io.debezium.connector.mysql.jdbc.MySqlTextProtocolFieldReader;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.jdbc.DefaultMainConnectionProvidingConnectionFactory;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.history.HistoryRecordComparator;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.spi.snapshot.Snapshotter;
import io.sluice.core.wire.RecordLimit;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Debezium's task, put together from its own parts but for five: that its snapshot reads no rows ({@link
 * StructureSnapshot}), how the binary log's bytes become values ({@link ExactStreaming}), how these become a record's
 * ({@link ExactValueConverters}), what becomes of rows that are too large ({@link FittingEvents}), and which
 * statements change what the tables look like ({@link CapturedSchema}). Debezium's own drop what Java's classes cannot
 * hold, such as a zero date, before anything of ours could see it, and end at statements that they do not understand.
 */
public final class ExactMySqlTask extends BinlogSourceTask<MySqlPartition, MySqlOffsetContext> {

    /** The setting of our own: the largest record, in bytes. */
    private static final String RECORD_BYTES_MAX = "record.bytes.max";

    private static final Logger LOG = LoggerFactory.getLogger(ExactMySqlTask.class);

    private MySqlConnectorConfig config;
    private MySqlTaskContext taskContext;
    private volatile ChangeEventQueue<DataChangeEvent> queue;
    private volatile BinlogConnectorConnection connection;
    private volatile BinlogConnectorConnection beanConnection;
    private volatile ErrorHandler errorHandler;
    private volatile CapturedSchema schema;
    private volatile Portions portions;

    @Override
    public String version() {
        return new ExactMySqlConnector().version();
    }

    @Override
    public CdcSourceTaskContext<? extends CommonConnectorConfig> preStart(Configuration configuration) {
        config = new MySqlConnectorConfig(configuration) {
            @Override
            public HistoryRecordComparator getHistoryRecordComparator() {
                return new StrictHistoryOrder(this);
            }
        };
        taskContext = new MySqlTaskContext(configuration, config);
        return taskContext;
    }

    @Override
    protected ChangeEventSourceCoordinator<MySqlPartition, MySqlOffsetContext> start(Configuration given) {
        Configuration configuration = StructureSession.configuration(given);
        // What is left of an earlier start is read again.
        portions = new Portions(System::nanoTime);
        MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections =
                new DefaultMainConnectionProvidingConnectionFactory<>(() -> new MySqlConnection(
                        new MySqlConnectionConfiguration(configuration), new MySqlTextProtocolFieldReader(config)));
        connection = connections.mainConnection();
        Offsets<MySqlPartition, MySqlOffsetContext> offsets = getPreviousOffsets(
                new MySqlPartition.Provider(config, configuration), new MySqlOffsetContext.Loader(config));
        boolean caseSensitive = connection.isTableIdCaseSensitive();
        registerServiceProviders(config.getServiceRegistry());
        Catalogue catalogue = new Catalogue(connections);
        MySqlValueConverters converters = ExactValueConverters.of(config, catalogue.charsets());
        schema = new CapturedSchema(config, converters, caseSensitive, taskContext, catalogue);
        beanConnection = connections.newConnection();
        registerBeans(configuration, converters, offsets);
        SnapshotterService snapshotters = config.getServiceRegistry().tryGetService(SnapshotterService.class);
        recoverSchema(connections, offsets, snapshotters.getSnapshotter());

        Wiring wiring = new Wiring(config, taskContext, schema, new FittingEvents(recordLimit(given)));
        queue = wiring.queue();
        errorHandler = new MySqlErrorHandler(config, queue, errorHandler);
        return wiring.coordinator(configuration, connections, offsets, snapshotters, queue, errorHandler, this);
    }

    private static RecordLimit recordLimit(Configuration given) {
        return new RecordLimit(given.getInteger(RECORD_BYTES_MAX, RecordLimit.PRESET.bytes()));
    }

    private void registerBeans(
            Configuration configuration,
            MySqlValueConverters converters,
            Offsets<MySqlPartition, MySqlOffsetContext> offsets) {
        BeanRegistry beans = config.getBeanRegistry();
        beans.add(StandardBeanNames.CONFIGURATION, configuration);
        beans.add(StandardBeanNames.CONNECTOR_CONFIG, config);
        beans.add(StandardBeanNames.DATABASE_SCHEMA, schema);
        beans.add(StandardBeanNames.JDBC_CONNECTION, beanConnection);
        beans.add(StandardBeanNames.VALUE_CONVERTER, converters);
        beans.add(StandardBeanNames.OFFSETS, offsets);
        beans.add(StandardBeanNames.CDC_SOURCE_TASK_CONTEXT, taskContext);
    }

    /** The history is read from Kafka, which may take longer than MySQL keeps an idle connection. */
    private void recoverSchema(
            MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
            Offsets<MySqlPartition, MySqlOffsetContext> offsets,
            Snapshotter snapshotter) {
        validateBinlogConfiguration(snapshotter, connection);
        if (validateSnapshotFeasibility(snapshotter, offsets.getTheOnlyOffset(), connection)) {
            offsets.resetOffset(offsets.getTheOnlyPartition());
        }
        try {
            connection.close();
            validateSchemaHistory(config, connection::validateLogPosition, offsets, schema, snapshotter);
            connection.close();
            connection = connections.mainConnection();
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new DebeziumException("MySQL cannot be reached; see whether it runs and lets the user in", e);
        }
    }

    @Override
    protected List<SourceRecord> doPoll() throws InterruptedException {
        return portions.next(() -> StatementRecords.singly(pollRecords(queue)));
    }

    @Override
    protected Optional<ErrorHandler> getErrorHandler() {
        return Optional.ofNullable(errorHandler);
    }

    @Override
    protected void doStop() {
        close(connection);
        close(beanConnection);
        if (schema != null) {
            schema.close();
        }
        if (queue != null) {
            queue.close();
        }
    }

    private static void close(BinlogConnectorConnection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("A connection to MySQL could not be closed", e);
        }
    }

    /** Debezium's own name: its metrics are found by it. */
    @Override
    protected String connectorName() {
        return "mysql";
    }

    @Override
    protected Iterable<Field> getAllConfigurationFields() {
        return MySqlConnectorConfig.ALL_FIELDS;
    }
}
