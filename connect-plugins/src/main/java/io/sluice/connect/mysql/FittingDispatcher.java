package io.sluice.connect.mysql;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.common.DebeziumHeaderProducer;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.data.Envelope.Operation;
import io.debezium.heartbeat.Heartbeat;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.signal.SignalProcessor;
import io.debezium.pipeline.source.spi.EventMetadataProvider;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.relational.TableId;
import io.debezium.schema.DataCollectionSchema;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's dispatcher, whose events fit into a record. It lets its user make the events of the stream, and makes those of
 * the snapshot itself, so these are changed on their way in.
 */
final class FittingDispatcher extends EventDispatcher<MySqlPartition, TableId> {

    private final CapturedSchema schema;
    private final ChangeEventQueue<DataChangeEvent> queue;
    private final FittingEvents events;

    FittingDispatcher(
            MySqlConnectorConfig config,
            CapturedSchema schema,
            ChangeEventQueue<DataChangeEvent> queue,
            FittingEvents events,
            EventMetadataProvider metadata,
            Heartbeat.ScheduledHeartbeat heartbeat,
            SignalProcessor<MySqlPartition, ?> signals) {
        super(
                config,
                Wiring.topics(config),
                schema,
                queue,
                config.getTableFilters().dataCollectionFilter(),
                events::of,
                null,
                metadata,
                heartbeat,
                config.schemaNameAdjuster(),
                signals,
                config.getServiceRegistry().tryGetService(DebeziumHeaderProducer.class));
        this.schema = schema;
        this.queue = queue;
        this.events = events;
    }

    /** Sends the records of schema changes that wait to the topics of their tables. */
    void sendForks(OffsetContext offset) throws InterruptedException {
        List<SourceRecord> forks = schema.takeForks();
        if (!forks.isEmpty()) {
            queue.enqueue(StatementRecords.event(forks, offset.getOffset()));
        }
    }

    @Override
    public SnapshotReceiver<MySqlPartition> getSnapshotChangeEventReceiver() {
        SnapshotReceiver<MySqlPartition> receiver = super.getSnapshotChangeEventReceiver();
        return new SnapshotReceiver<>() {
            @Override
            public void changeRecord(
                    MySqlPartition partition,
                    DataCollectionSchema schema,
                    Operation operation,
                    Object key,
                    Struct envelope,
                    OffsetContext offset,
                    ConnectHeaders headers)
                    throws InterruptedException {
                ConnectHeaders given = headers == null ? new ConnectHeaders() : headers;
                Struct fitting = events.fitting(key, envelope, given);
                receiver.changeRecord(partition, schema, operation, key, fitting, offset, given);
            }

            @Override
            public void completeSnapshot() throws InterruptedException {
                receiver.completeSnapshot();
            }
        };
    }
}
