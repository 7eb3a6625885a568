package io.sluice.e2e.bench.load;

import io.sluice.e2e.Sql;
import io.sluice.e2e.bench.sink.ProcessUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The process of a MySQL or MariaDB on this machine.
 *
 * @param name for people
 */
record MySqlProcess(String name, long pid) {

    static MySqlProcess of(String name, Connection server) throws SQLException {
        String file = Sql.rows(server, "SELECT @@pid_file").get(0);
        try {
            return new MySqlProcess(
                    name, Long.parseLong(Files.readString(Path.of(file)).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double cpuSeconds() {
        return ProcessUsage.cpuSeconds(pid);
    }
}
