package io.sluice.connect.mysql;

import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import java.time.Instant;

/** Where in the log a statement is, as Debezium wants to be told. */
record LogPlace(MySqlPartition partition, MySqlOffsetContext offset, Instant time) {
    @Override
    public String toString() {
        return offset.getSource().binlogFilename() + ":" + offset.getSource().binlogPosition();
    }
}
