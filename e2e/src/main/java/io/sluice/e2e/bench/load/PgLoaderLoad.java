package io.sluice.e2e.bench.load;

import io.sluice.demo.account.PasswordFile;
import io.sluice.demo.server.LocalPostgres;
import io.sluice.e2e.Sql;
import io.sluice.e2e.bench.MemorySampler;
import io.sluice.e2e.bench.load.LoadFigures.Moments;
import io.sluice.e2e.bench.sink.ProcessUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * pgloader from a MariaDB with the same rows, since it cannot log in to MySQL 9. It makes tables, indexes and sequences as
 * it does by itself.
 */
final class PgLoaderLoad implements LoadContender {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final String DATABASE = "pgloader";

    /** Its first rows are on their way; nobody sees them before it commits. */
    private static final String COPYING = "SELECT EXISTS (SELECT FROM pg_stat_progress_copy WHERE datname = '"
            + DATABASE + "' AND tuples_processed > 0)";

    private final PgLoaderProgram program;
    private final MariaDbServer mariaDb;
    private final LocalPostgres postgres;
    private final Dataset dataset;
    private final LoadVolume volume;
    private final Path directory;

    private PgLoaderLoad(
            PgLoaderProgram program,
            MariaDbServer mariaDb,
            LocalPostgres postgres,
            Dataset dataset,
            LoadVolume volume,
            Path directory) {
        this.program = program;
        this.mariaDb = mariaDb;
        this.postgres = postgres;
        this.dataset = dataset;
        this.volume = volume;
        this.directory = directory;
    }

    /**
     * Copies the tables into a MariaDB that it starts.
     *
     * @param mysql has the tables
     * @throws io.sluice.core.failure.SluiceException if this machine can have no pgloader or no MariaDB, with the reason
     */
    static PgLoaderLoad prepare(
            Path directory, Connection mysql, LocalPostgres postgres, Dataset dataset, LoadVolume volume)
            throws SQLException {
        PgLoaderProgram program = PgLoaderProgram.find();
        MariaDbServer mariaDb = MariaDbServer.start(directory.resolve("mariadb"));
        try (Connection root = mariaDb.connection("")) {
            Sql.execute(
                    root,
                    "DROP DATABASE IF EXISTS " + dataset.database(),
                    "CREATE DATABASE " + dataset.database(),
                    "USE " + dataset.database());
            dataset.create(root);
            for (String table : dataset.tables()) {
                BulkInput.copy(mysql, root, table);
            }
            return new PgLoaderLoad(program, mariaDb, postgres, dataset, volume, directory);
        } catch (SQLException | RuntimeException e) {
            mariaDb.close();
            throw e;
        }
    }

    @Override
    public LoadFigures load() throws SQLException, InterruptedException {
        try (Connection superuser = postgres.superuserConnection()) {
            Sql.execute(
                    superuser,
                    "DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)",
                    "CREATE DATABASE " + DATABASE,
                    "CHECKPOINT");
        }
        try (Connection target = postgres.superuserConnection(DATABASE);
                Connection source = mariaDb.connection(dataset.database())) {
            return load(LoadTarget.of(target, dataset), MySqlProcess.of("MariaDB", source));
        }
    }

    private LoadFigures load(LoadTarget target, MySqlProcess source) throws SQLException, InterruptedException {
        Path commands = directory.resolve("commands.load");
        PasswordFile.write(
                commands,
                program.commands(
                        mariaDb.url(dataset.database()),
                        "postgresql://%s:%s@127.0.0.1:%d/%s"
                                .formatted(LocalPostgres.SUPERUSER, postgres.password(), postgres.port(), DATABASE)));
        ServerCpu servers = ServerCpu.start(source, target);
        double endedBefore = ProcessUsage.cpuSecondsOfEndedChildren(ProcessHandle.current());
        long start = System.nanoTime();
        Process process = program.start(commands, log());
        try (MemorySampler memory = new MemorySampler(process::toHandle)) {
            LoadWatch watch = new LoadWatch(start, () -> {});
            double first = watch.await(POLL, () -> !process.isAlive() || target.isSo(COPYING));
            CpuSpent starting = servers.spent(cpuSeconds(ProcessUsage.cpuSeconds(process.pid())));
            int exit = process.waitFor();
            double done = watch.seconds();
            // Its own figures are gone with it.
            CpuSpent cpu = servers.spent(
                    cpuSeconds(ProcessUsage.cpuSecondsOfEndedChildren(ProcessHandle.current()) - endedBefore));
            requireSuccess(exit);
            target.requireRows("pgloader (see " + log() + ")", volume.rows());
            Moments moments = new Moments(first, OptionalDouble.empty(), done);
            return new LoadFigures("pgloader", volume, moments, starting, cpu, memory.peakMegabytes());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Map<String, Double> cpuSeconds(double pgloader) {
        return Map.of("pgloader", pgloader);
    }

    private Path log() {
        return directory.resolve("pgloader.log");
    }

    private void requireSuccess(int exit) {
        if (exit != 0) {
            try {
                throw new IllegalStateException("pgloader failed: " + Files.readString(log()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        mariaDb.close();
    }
}
