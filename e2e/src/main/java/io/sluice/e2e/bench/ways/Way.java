package io.sluice.e2e.bench.ways;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** How a transaction writes the rows of a batch, beside the one row that stands for the sink's offsets. */
enum Way {
    UNNEST,
    STAGE_BY_TEXT_COPY,
    STAGE_BY_BINARY_COPY,
    TEXT_COPY,
    BINARY_COPY;

    private static final String OFFSET = "UPDATE progress SET next_offset = next_offset + 1";
    private static final String BINARY = " (FORMAT binary)";
    private static final String TEXT = "";
    private static final int SEND_BYTES = 64 << 10;

    /** Whether rows may be there already. */
    boolean replaces() {
        return this != TEXT_COPY && this != BINARY_COPY;
    }

    void write(Connection connection, Width width, Payload payload) throws SQLException, IOException {
        switch (this) {
            case UNNEST -> unnest(connection, width, payload);
            case STAGE_BY_TEXT_COPY -> staged(connection, width, payload.text(), TEXT);
            case STAGE_BY_BINARY_COPY -> staged(connection, width, payload.binary(), BINARY);
            case TEXT_COPY -> copied(connection, payload.text(), TEXT);
            case BINARY_COPY -> copied(connection, payload.binary(), BINARY);
        }
        connection.commit();
    }

    private static void unnest(Connection connection, Width width, Payload payload) throws SQLException {
        String arrays = width.types().stream().map(type -> "?::" + type + "[]").collect(Collectors.joining(", "));
        String sql = OFFSET + ";" + upsert(width, "unnest(" + arrays + ")");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (String array : payload.arrays()) {
                statement.setObject(index++, array, Types.OTHER);
            }
            statement.execute();
        }
    }

    private static void staged(Connection connection, Width width, byte[] rows, String format)
            throws SQLException, IOException {
        execute(connection, OFFSET);
        copy(connection, "stage", rows, format);
        execute(connection, upsert(width, "stage"));
    }

    private static void copied(Connection connection, byte[] rows, String format) throws SQLException, IOException {
        execute(connection, OFFSET);
        copy(connection, "target", rows, format);
    }

    private static String upsert(Width width, String from) {
        String set = width.names().stream()
                .skip(1)
                .map(name -> name + " = EXCLUDED." + name)
                .collect(Collectors.joining(", "));
        return "INSERT INTO target SELECT * FROM " + from + " ON CONFLICT (id) DO UPDATE SET " + set;
    }

    private static void copy(Connection connection, String table, byte[] rows, String format)
            throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN" + format, new ByteArrayInputStream(rows), SEND_BYTES);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
