package io.sluice.e2e.bench.ways;

import io.sluice.e2e.Sql;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** The rows of one batch in each form, made beforehand, so that just the writing is measured. */
record Payload(List<String> arrays, byte[] text, byte[] binary) {

    static Payload of(Connection connection, Width width, long first, int rows) throws SQLException, IOException {
        Sql.execute(
                connection,
                "CREATE TEMPORARY TABLE payload (" + width.columns() + ")",
                "INSERT INTO payload " + width.rows(first, first + rows - 1));
        List<String> arrays = new ArrayList<>();
        for (String name : width.names()) {
            arrays.add(Sql.rows(connection, "SELECT array_agg(" + name + " ORDER BY id)::text FROM payload")
                    .get(0));
        }
        Payload payload = new Payload(arrays, copy(connection, ""), copy(connection, " (FORMAT binary)"));
        Sql.execute(connection, "DROP TABLE payload");
        return payload;
    }

    private static byte[] copy(Connection connection, String format) throws SQLException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (SELECT * FROM payload ORDER BY id) TO STDOUT" + format, bytes);
        return bytes.toByteArray();
    }
}
