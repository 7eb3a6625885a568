package io.sluice.e2e.bench.sink;

import io.sluice.e2e.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What PostgreSQL takes at most from one connection: rows read from a file in {@code COPY}'s binary format into an empty
 * table with its primary key.
 */
final class CopyLimit {

    private static final int BUFFER_BYTES = 1 << 16;

    private final TargetDatabase target;
    private final String table;

    CopyLimit(TargetDatabase target, SinkWorkload workload) {
        this.target = target;
        this.table = workload.topics(DrainPortion.WHOLE).get(0);
    }

    /**
     * Copies the rows that the workload's table has to a file, empties it, and copies them back.
     *
     * @return rows/s of the way back
     */
    double measure() throws SQLException, IOException {
        CopyManager copy = target.connection().unwrap(PGConnection.class).getCopyAPI();
        Path file = Files.createTempFile("sluice-bench-", ".copy");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                copy.copyOut("COPY " + table + " TO STDOUT (FORMAT binary)", out);
            }
            Sql.execute(target.connection(), "TRUNCATE " + table, "CHECKPOINT");
            try (InputStream in = Files.newInputStream(file)) {
                long startNanos = System.nanoTime();
                long rows = copy.copyIn("COPY " + table + " FROM STDIN (FORMAT binary)", in, BUFFER_BYTES);
                return rows / ((System.nanoTime() - startNanos) / 1e9);
            }
        } finally {
            Files.delete(file);
        }
    }
}
