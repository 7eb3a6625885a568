package io.sluice.connect.mysql;

import com.github.luben.zstd.Zstd;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.TransactionPayloadEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.TransactionPayloadEventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.debezium.DebeziumException;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the transactions of a server with {@code binlog_transaction_compression}. */
final class CompressedTransactions implements EventDataDeserializer<TransactionPayloadEventData> {

    private static final int ZSTD = 0;

    private final Map<Long, TableMapEventData> tables;
    private final MySqlConnectorConfig config;

    CompressedTransactions(Map<Long, TableMapEventData> tables, MySqlConnectorConfig config) {
        this.tables = tables;
        this.config = config;
    }

    @Override
    public TransactionPayloadEventData deserialize(ByteArrayInputStream in) throws IOException {
        TransactionPayloadEventData transaction = new TransactionPayloadEventData();
        readHeader(in, transaction);
        if (transaction.getUncompressedSize() == 0) {
            transaction.setUncompressedSize(transaction.getPayloadSize());
        }
        transaction.setPayload(in.read(transaction.getPayloadSize()));
        transaction.setUncompressedEvents(new ArrayList<>(events(uncompressed(transaction))));
        return transaction;
    }

    private static void readHeader(ByteArrayInputStream in, TransactionPayloadEventData transaction)
            throws IOException {
        while (in.available() > 0) {
            int field = in.readPackedInteger();
            if (field == TransactionPayloadEventDataDeserializer.OTW_PAYLOAD_HEADER_END_MARK) {
                return;
            }
            int length = in.readPackedInteger();
            switch (field) {
                case TransactionPayloadEventDataDeserializer.OTW_PAYLOAD_SIZE_FIELD ->
                    transaction.setPayloadSize(in.readPackedInteger());
                case TransactionPayloadEventDataDeserializer.OTW_PAYLOAD_COMPRESSION_TYPE_FIELD ->
                    transaction.setCompressionType(in.readPackedInteger());
                case TransactionPayloadEventDataDeserializer.OTW_PAYLOAD_UNCOMPRESSED_SIZE_FIELD ->
                    transaction.setUncompressedSize(in.readPackedInteger());
                default -> in.read(length);
            }
        }
    }

    private static byte[] uncompressed(TransactionPayloadEventData transaction) {
        if (transaction.getCompressionType() != ZSTD) {
            return transaction.getPayload();
        }
        long size = transaction.getUncompressedSize();
        if (size > Integer.MAX_VALUE) {
            throw new DebeziumException("A compressed transaction of " + size
                    + " bytes is too large; set binlog_transaction_compression=OFF on MySQL");
        }
        return Zstd.decompress(transaction.getPayload(), (int) size);
    }

    private List<Event> events(byte[] bytes) throws IOException {
        EventDeserializer deserializer = new EventDeserializer();
        deserializer.setEventDataDeserializer(EventType.QUERY, new QueryEvents());
        deserializer.setEventDataDeserializer(EventType.TABLE_MAP, new TableMaps(tables));
        RowDeserializers.register(deserializer, tables, config);
        List<Event> events = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        for (Event event = deserializer.nextEvent(in); event != null; event = deserializer.nextEvent(in)) {
            events.add(event);
        }
        return events;
    }
}
