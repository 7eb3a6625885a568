package io.sluice.connect.mysql;

import io.debezium.DebeziumException;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlSnapshotChangeEventSource;
import io.debezium.connector.mysql.MySqlSnapshotChangeEventSourceMetrics;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.Clock;
import io.sluice.core.name.MySqlNames;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Debezium's snapshot, which asks for FLOAT as DOUBLE: MySQL prints six digits of a FLOAT, and the binary log has all of
 * it. And it locks all tables for a moment or not at all.
 */
final class ExactSnapshot extends MySqlSnapshotChangeEventSource {

    private final MySqlSnapshotChangeEventSourceMetrics metrics;

    ExactSnapshot(
            MySqlConnectorConfig config,
            MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
            MySqlDatabaseSchema schema,
            EventDispatcher<MySqlPartition, TableId> dispatcher,
            Clock clock,
            MySqlSnapshotChangeEventSourceMetrics metrics,
            ChangeEventQueue<DataChangeEvent> queue,
            NotificationService<MySqlPartition, MySqlOffsetContext> notifications,
            SnapshotterService snapshotters) {
        super(
                config,
                connections,
                schema,
                dispatcher,
                clock,
                metrics,
                modification -> {
                    queue.flushBuffer(event -> new DataChangeEvent(modification.apply(event.getRecord())));
                    queue.disableBuffering();
                },
                queue::enableBuffering,
                notifications,
                snapshotters);
        this.metrics = metrics;
    }

    /** Debezium would go on with locks on each table, which nobody could write to until the snapshot is done. */
    @Override
    protected void lockTablesForSchemaSnapshot(
            ChangeEventSourceContext context, RelationalSnapshotContext<MySqlPartition, MySqlOffsetContext> snapshot)
            throws SQLException {
        super.lockTablesForSchemaSnapshot(context, snapshot);
        if (!metrics.getHoldingGlobalLock()) {
            throw new DebeziumException(
                    "MySQL refuses FLUSH TABLES WITH READ LOCK, which the snapshot needs for a moment:"
                            + " GRANT FLUSH_TABLES ON *.* TO the user, or give the pipeline a replica whose server allows it");
        }
    }

    @Override
    protected List<String> getPreparedColumnNames(MySqlPartition partition, Table table) {
        Set<String> floats = table.columns().stream()
                .filter(column -> column.typeName().regionMatches(true, 0, "FLOAT", 0, "FLOAT".length()))
                .map(Column::name)
                .map(MySqlNames::quote)
                .collect(Collectors.toSet());
        return super.getPreparedColumnNames(partition, table).stream()
                .map(column -> floats.contains(column) ? "CAST(" + column + " AS DOUBLE) AS " + column : column)
                .toList();
    }
}
