package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.debezium.config.CommonConnectorConfig.EventProcessingFailureHandlingMode;
import io.debezium.connector.binlog.event.RowDeserializers.DeleteRowsDeserializer;
import io.debezium.connector.binlog.event.RowDeserializers.UpdateRowsDeserializer;
import io.debezium.connector.binlog.event.RowDeserializers.WriteRowsDeserializer;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/** Debezium's reading of rows with our reading of some values, once for each kind of event, as the library wants it. */
final class RowDeserializers {

    private RowDeserializers() {}

    static void register(EventDeserializer target, Map<Long, TableMapEventData> tables, MySqlConnectorConfig config) {
        EventProcessingFailureHandlingMode onFailure = config.getEventProcessingFailureHandlingMode();
        target.setEventDataDeserializer(EventType.PARTIAL_UPDATE_ROWS_EVENT, new PartialUpdates(tables, config));
        target.setEventDataDeserializer(EventType.WRITE_ROWS, new Inserts(tables, onFailure));
        target.setEventDataDeserializer(EventType.UPDATE_ROWS, new Updates(tables, onFailure));
        target.setEventDataDeserializer(EventType.DELETE_ROWS, new Deletes(tables, onFailure));
        target.setEventDataDeserializer(
                EventType.EXT_WRITE_ROWS, new Inserts(tables, onFailure).setMayContainExtraInformation(true));
        target.setEventDataDeserializer(
                EventType.EXT_UPDATE_ROWS, new Updates(tables, onFailure).setMayContainExtraInformation(true));
        target.setEventDataDeserializer(
                EventType.EXT_DELETE_ROWS, new Deletes(tables, onFailure).setMayContainExtraInformation(true));
    }

    private static final class Inserts extends WriteRowsDeserializer {

        Inserts(Map<Long, TableMapEventData> tables, EventProcessingFailureHandlingMode onFailure) {
            super(tables, onFailure);
        }

        @Override
        protected Serializable deserializeDate(ByteArrayInputStream in) throws IOException {
            return RowValues.date(in);
        }

        @Override
        protected Serializable deserializeDatetimeV2(int digits, ByteArrayInputStream in) throws IOException {
            return RowValues.datetime(digits, in);
        }

        @Override
        protected Serializable deserializeTimestampV2(int digits, ByteArrayInputStream in) throws IOException {
            return RowValues.timestamp(digits, in);
        }

        @Override
        protected Serializable deserializeYear(ByteArrayInputStream in) throws IOException {
            return RowValues.year(in);
        }
    }

    private static final class Updates extends UpdateRowsDeserializer {

        Updates(Map<Long, TableMapEventData> tables, EventProcessingFailureHandlingMode onFailure) {
            super(tables, onFailure);
        }

        @Override
        protected Serializable deserializeDate(ByteArrayInputStream in) throws IOException {
            return RowValues.date(in);
        }

        @Override
        protected Serializable deserializeDatetimeV2(int digits, ByteArrayInputStream in) throws IOException {
            return RowValues.datetime(digits, in);
        }

        @Override
        protected Serializable deserializeTimestampV2(int digits, ByteArrayInputStream in) throws IOException {
            return RowValues.timestamp(digits, in);
        }

        @Override
        protected Serializable deserializeYear(ByteArrayInputStream in) throws IOException {
            return RowValues.year(in);
        }
    }

    private static final class Deletes extends DeleteRowsDeserializer {

        Deletes(Map<Long, TableMapEventData> tables, EventProcessingFailureHandlingMode onFailure) {
            super(tables, onFailure);
        }

        @Override
        protected Serializable deserializeDate(ByteArrayInputStream in) throws IOException {
            return RowValues.date(in);
        }

        @Override
        protected Serializable deserializeDatetimeV2(int digits, ByteArrayInputStream in) throws IOException {
            return RowValues.datetime(digits, in);
        }

        @Override
        protected Serializable deserializeTimestampV2(int digits, ByteArrayInputStream in) throws IOException {
            return RowValues.timestamp(digits, in);
        }

        @Override
        protected Serializable deserializeYear(ByteArrayInputStream in) throws IOException {
            return RowValues.year(in);
        }
    }
}
