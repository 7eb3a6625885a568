package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSource;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaChangeEvent;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.Clock;
import io.sluice.connect.mysql.ddl.DdlStatement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Reads the binary log as Debezium does, with {@link RowValues} in place of its own reading of rows. */
final class ExactStreaming extends MySqlStreamingChangeEventSource {

    private final CapturedSchema schema;
    private final FittingDispatcher dispatcher;

    ExactStreaming(
            MySqlConnectorConfig config,
            BinlogConnectorConnection connection,
            FittingDispatcher dispatcher,
            ErrorHandler errorHandler,
            Clock clock,
            MySqlTaskContext taskContext,
            CapturedSchema schema,
            MySqlStreamingChangeEventSourceMetrics metrics,
            SnapshotterService snapshotters,
            BinaryLogClient client) {
        super(config, connection, dispatcher, errorHandler, clock, taskContext, schema, metrics, snapshotters, client);
        this.schema = schema;
        this.dispatcher = dispatcher;
        // Not by overriding createEventDeserializer(), which Debezium's constructor calls before ours has begun.
        client.setEventDeserializer(exact(createEventDeserializer(), config));
    }

    private static EventDeserializer exact(EventDeserializer deserializer, MySqlConnectorConfig config) {
        Map<Long, TableMapEventData> tables = new HashMap<>();
        deserializer.setEventDataDeserializer(EventType.QUERY, new QueryEvents());
        deserializer.setEventDataDeserializer(EventType.TABLE_MAP, new TableMaps(tables));
        RowDeserializers.register(deserializer, tables, config);
        deserializer.setEventDataDeserializer(
                EventType.TRANSACTION_PAYLOAD, new CompressedTransactions(tables, config));
        return deserializer;
    }

    /**
     * A statement is told to its tables, also one of which Debezium tells nobody, such as one that drops an index. It is
     * complete with that: a restart goes on behind it, which Debezium would only do after the next transaction.
     */
    @Override
    protected void handleQueryEvent(MySqlPartition partition, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        super.handleQueryEvent(partition, offset, event);
        QueryEventData query = unwrapData(event);
        boolean inTransaction = offset.eventsToSkipUponRestart() > 0;
        if (!inTransaction
                && !DdlStatement.of(query.getSql(), query.getDatabase()).isOfTransactions()) {
            offset.commitTransaction();
        }
        dispatcher.sendForks(offset);
    }

    @Override
    protected void handleUpdateTableMetadata(MySqlPartition partition, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        TableMapEventData map = unwrapData(event);
        Instant time = Instant.ofEpochMilli(event.getHeader().getTimestamp());
        for (SchemaChangeEvent change : schema.fit(partition, offset, time, map)) {
            TableId table = change.getTables().iterator().next().id();
            dispatcher.dispatchSchemaChangeEvent(
                    partition, offset, table, receiver -> receiver.schemaChangeEvent(change));
        }
        dispatcher.sendForks(offset);
        // Debezium passes over the rows of a number that it was not told of.
        if (!schema.passesOver(map)) {
            super.handleUpdateTableMetadata(partition, offset, event);
        }
    }
}
