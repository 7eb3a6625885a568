package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSource;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.relational.TableId;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.Clock;
import java.util.HashMap;
import java.util.Map;

/** Reads the binary log as Debezium does, with {@link RowValues} in place of its own reading of rows. */
final class ExactStreaming extends MySqlStreamingChangeEventSource {

    ExactStreaming(
            MySqlConnectorConfig config,
            BinlogConnectorConnection connection,
            EventDispatcher<MySqlPartition, TableId> dispatcher,
            ErrorHandler errorHandler,
            Clock clock,
            MySqlTaskContext taskContext,
            MySqlDatabaseSchema schema,
            MySqlStreamingChangeEventSourceMetrics metrics,
            SnapshotterService snapshotters,
            BinaryLogClient client) {
        super(config, connection, dispatcher, errorHandler, clock, taskContext, schema, metrics, snapshotters, client);
        // Not by overriding createEventDeserializer(), which Debezium's constructor calls before ours has begun.
        client.setEventDeserializer(exact(createEventDeserializer(), config));
    }

    private static EventDeserializer exact(EventDeserializer deserializer, MySqlConnectorConfig config) {
        Map<Long, TableMapEventData> tables = new HashMap<>();
        deserializer.setEventDataDeserializer(EventType.TABLE_MAP, new TableMaps(tables));
        RowDeserializers.register(deserializer, tables, config);
        deserializer.setEventDataDeserializer(
                EventType.TRANSACTION_PAYLOAD, new CompressedTransactions(tables, config));
        return deserializer;
    }
}
