package io.sluice.e2e.bench.load;

import io.sluice.demo.server.AptArchive;
import io.sluice.demo.server.AptPackages;
import io.sluice.demo.server.AptPackages.Dependencies;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** pgloader from the packages of this machine's release, unpacked into the cache. */
record PgLoaderProgram(Path root) {

    private static final AptPackages PACKAGES =
            new AptPackages(AptArchive.RELEASE, Dependencies.MISSING, List.of(List.of("pgloader")));

    /** @throws io.sluice.core.failure.SluiceException if the packages cannot be had */
    static PgLoaderProgram find() {
        return new PgLoaderProgram(PACKAGES.cached("pgloader"));
    }

    /**
     * What it is told to do, from one URL to another: the settings of its documentation's example for MySQL, with fewer rows
     * prefetched, since 2,000,000 rows exhausted its heap with the preset of 100,000.
     */
    String commands(String from, String to) {
        return """
                LOAD DATABASE
                     FROM %s
                     INTO %s
                     WITH include drop, create tables, create indexes, reset sequences,
                          workers = 8, concurrency = 1, multiple readers per thread, rows per range = 50000,
                          prefetch rows = 10000
                     SET PostgreSQL PARAMETERS maintenance_work_mem to '128MB', work_mem to '12MB'
                     SET MySQL PARAMETERS net_read_timeout = '120', net_write_timeout = '120';
                """.formatted(from, to);
    }

    Process start(Path commands, Path log) {
        ProcessBuilder builder = new ProcessBuilder(
                        root.resolve("usr/bin/pgloader").toString(), commands.toString())
                .directory(commands.getParent().toFile())
                // A Lisp that fails would wait for a debugger's commands; it ends where there are none.
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("LD_LIBRARY_PATH", AptPackages.libraryPath(root));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
