package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.TableMapEventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/** Remembers the shape of each table that the rows after it need. */
final class TableMaps implements EventDataDeserializer<TableMapEventData> {

    private final TableMapEventDataDeserializer deserializer = new TableMapEventDataDeserializer();
    private final Map<Long, TableMapEventData> tables;

    TableMaps(Map<Long, TableMapEventData> tables) {
        this.tables = tables;
    }

    @Override
    public TableMapEventData deserialize(ByteArrayInputStream in) throws IOException {
        TableMapEventData table = deserializer.deserialize(in);
        tables.put(table.getTableId(), table);
        return table;
    }
}
