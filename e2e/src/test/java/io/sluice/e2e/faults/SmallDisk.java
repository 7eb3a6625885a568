package io.sluice.e2e.faults;

import io.sluice.e2e.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes that the stage's tables are on for a while. Needs the right to mount one. */
final class SmallDisk implements AutoCloseable {

    private static final String TABLESPACE = "small_disk";

    private final Stage stage;
    private final Path directory;

    private SmallDisk(Stage stage, Path directory) {
        this.stage = stage;
        this.directory = directory;
    }

    static SmallDisk under(Stage stage) throws Exception {
        Path directory = Files.createTempDirectory("sluice-small-disk-");
        // The server runs as somebody else than root, and must own the place.
        Object owner = Files.getAttribute(stage.servers().postgresData(), "unix:uid");
        int exit = run("mount", "-t", "tmpfs", "-o", "size=8m,mode=700,uid=" + owner, "tmpfs", directory.toString());
        if (exit != 0) {
            Files.delete(directory);
            Assumptions.abort("A small file system cannot be mounted here: this fault needs root's rights.");
        }
        SmallDisk disk = new SmallDisk(stage, directory);
        try {
            disk.moveTables("CREATE TABLESPACE " + TABLESPACE + " LOCATION '" + directory + "'", TABLESPACE);
        } catch (SQLException e) {
            run("umount", directory.toString());
            throw e;
        }
        return disk;
    }

    private void moveTables(String first, String tablespace) throws SQLException {
        try (Connection connection = stage.connection()) {
            if (!first.isEmpty()) {
                Sql.execute(connection, first);
            }
            for (String table : Sql.rows(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
                Sql.execute(connection, "ALTER TABLE " + table + " SET TABLESPACE " + tablespace);
            }
        }
    }

    /** Leaves not a byte. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (Files.size(filler()) == 0) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    @Override
    public void close() throws Exception {
        Files.deleteIfExists(filler());
        moveTables("", "pg_default");
        try (Connection connection = stage.connection()) {
            Sql.execute(connection, "DROP TABLESPACE " + TABLESPACE);
        }
        run("umount", directory.toString());
        Files.delete(directory);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
