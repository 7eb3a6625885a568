package io.sluice.connect.mysql;

import io.debezium.DebeziumException;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlSnapshotChangeEventSource;
import io.debezium.connector.mysql.MySqlSnapshotChangeEventSourceMetrics;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.relational.TableId;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.Clock;
import java.sql.SQLException;

/**
 * Debezium's snapshot, which reads the structure of the tables and the position in the log: rows are read by the load. It
 * locks all tables for a moment or not at all.
 */
final class StructureSnapshot extends MySqlSnapshotChangeEventSource {

    private final MySqlSnapshotChangeEventSourceMetrics metrics;

    StructureSnapshot(
            MySqlConnectorConfig config,
            MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
            MySqlDatabaseSchema schema,
            EventDispatcher<MySqlPartition, TableId> dispatcher,
            Clock clock,
            MySqlSnapshotChangeEventSourceMetrics metrics,
            NotificationService<MySqlPartition, MySqlOffsetContext> notifications,
            SnapshotterService snapshotters) {
        super(
                config,
                connections,
                schema,
                dispatcher,
                clock,
                metrics,
                lastRow -> {},
                () -> {},
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
                    "MySQL refuses FLUSH TABLES WITH READ LOCK, which reading the structure needs for a moment:"
                            + " GRANT FLUSH_TABLES ON *.* TO the user, or give the pipeline a replica whose server allows it");
        }
    }
}
