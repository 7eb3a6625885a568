package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.sluice.connect.mysql.ddl.SqlMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads statements of the binary log, each as a session with the default {@code sql_mode} would have written it. */
final class QueryEvents implements EventDataDeserializer<QueryEventData> {

    /** The first status variables of an event, in this order; which of them are there depends on the statement. */
    private static final int FLAGS_VARIABLE = 0;

    private static final int FLAGS_BYTES = 4;
    private static final int SQL_MODE_VARIABLE = 1;

    @Override
    public QueryEventData deserialize(ByteArrayInputStream in) throws IOException {
        QueryEventData event = new QueryEventData();
        event.setThreadId(in.readLong(4));
        event.setExecutionTime(in.readLong(4));
        int databaseBytes = in.readInteger(1);
        event.setErrorCode(in.readInteger(2));
        SqlMode mode = mode(new ByteArrayInputStream(in.read(in.readInteger(2))));
        event.setDatabase(text(in, databaseBytes));
        in.read(1);
        event.setSql(mode.plain(text(in, in.available())));
        return event;
    }

    private static String text(ByteArrayInputStream in, int bytes) throws IOException {
        return new String(in.read(bytes), StandardCharsets.UTF_8);
    }

    private static SqlMode mode(ByteArrayInputStream variables) throws IOException {
        while (variables.available() > 0) {
            switch (variables.readInteger(1)) {
                case FLAGS_VARIABLE -> variables.read(FLAGS_BYTES);
                case SQL_MODE_VARIABLE -> {
                    return SqlMode.ofBits(variables.readLong(Long.BYTES));
                }
                default -> {
                    return SqlMode.DEFAULT;
                }
            }
        }
        return SqlMode.DEFAULT;
    }
}
