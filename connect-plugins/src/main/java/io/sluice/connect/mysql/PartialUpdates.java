package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.relational.TableId;
import java.io.IOException;
import java.util.Map;

/**
 * Stops at an update that holds only what changed within a JSON value, which a session can ask for by itself. Debezium
 * passes over such events, and the update would be lost without a word.
 */
final class PartialUpdates implements EventDataDeserializer<EventData> {

    private static final int TABLE_NUMBER_BYTES = 6;

    private final Map<Long, TableMapEventData> tables;
    private final MySqlConnectorConfig config;

    PartialUpdates(Map<Long, TableMapEventData> tables, MySqlConnectorConfig config) {
        this.tables = tables;
        this.config = config;
    }

    /** @throws IOException if the update is of a table that the connector captures */
    @Override
    public EventData deserialize(ByteArrayInputStream in) throws IOException {
        TableMapEventData table = tables.get(in.readLong(TABLE_NUMBER_BYTES));
        if (table == null || isCaptured(new TableId(table.getDatabase(), null, table.getTable()))) {
            throw new IOException("MySQL logged only a part of the JSON in an update of "
                    + (table == null ? "a table" : table.getDatabase() + "." + table.getTable())
                    + ", as a session with binlog_row_value_options=PARTIAL_JSON has it, so that the row cannot be carried"
                    + " over; set that variable to '' in all sessions, then 'sluice remove' and 'sluice run' to begin"
                    + " with a new snapshot");
        }
        return null;
    }

    private boolean isCaptured(TableId table) {
        return config.getTableFilters().dataCollectionFilter().isIncluded(table);
    }
}
