package io.sluice.demo.sample;

import io.sluice.core.failure.SluiceException;
import io.sluice.demo.account.PipelineRole;
import io.sluice.demo.account.PipelineUser;
import io.sluice.demo.server.LocalMySql;
import io.sluice.demo.server.LocalPostgres;
import io.sluice.demo.shop.ShopSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A MySQL and a PostgreSQL on this machine, both with all their files in one directory. {@link #prepare} loads the
 * sample shop into MySQL and makes what a pipeline from one to the other needs: accounts, the target's database, and
 * {@code pipeline.yaml}.
 */
public final class LocalSample implements AutoCloseable {

    private final Path directory;
    private final LocalMySql mysql;
    private final LocalPostgres postgres;

    private LocalSample(Path directory, LocalMySql mysql, LocalPostgres postgres) {
        this.directory = directory;
        this.mysql = mysql;
        this.postgres = postgres;
    }

    /**
     * Starts both servers at once, since each start is mostly waiting. If one fails to start, the other is stopped.
     *
     * @param messages takes what the user should know while the servers start
     * @throws SluiceException if a server cannot be started, with what to do
     */
    public static LocalSample start(Path directory, Consumer<String> messages) {
        CompletableFuture<LocalMySql> source =
                CompletableFuture.supplyAsync(() -> LocalMySql.start(directory.resolve("mysql"), messages));
        LocalPostgres postgres;
        try {
            postgres = LocalPostgres.start(directory.resolve("postgres"), messages);
        } catch (RuntimeException e) {
            source.thenAccept(LocalMySql::close)
                    .exceptionally(alsoFailed -> null)
                    .join();
            throw e;
        }
        try {
            return new LocalSample(directory, source.join(), postgres);
        } catch (CompletionException e) {
            postgres.close();
            throw e.getCause() instanceof SluiceException expected ? expected : e;
        }
    }

    /**
     * Fills both servers. To be called once.
     *
     * @return what was loaded into MySQL
     */
    public ShopSample prepare(long seed) throws IOException, SQLException {
        ShopSample shop;
        try (Connection root = mysql.rootConnection()) {
            shop = ShopSample.load(root, seed);
            PipelineUser.create(root, directory.resolve("mysql.password"), List.of(ShopSample.DATABASE));
        }
        try (Connection superuser = postgres.superuserConnection()) {
            PipelineRole.create(superuser, ShopSample.DATABASE, directory.resolve("postgres.password"));
        }
        Files.writeString(pipelineFile(), """
                name: shop
                source:
                  url: mysql://127.0.0.1:%d
                  user: sluice
                  password-file: mysql.password
                  databases: [shop]
                target:
                  url: postgresql://127.0.0.1:%d/shop
                  user: sluice
                  password-file: postgres.password
                rules:
                  - column: shop.deliveries.duration_us
                    transform: microseconds-to-interval
                data-directory: pipeline
                """.formatted(mysql.port(), postgres.port()));
        return shop;
    }

    /** The pipeline's file, once {@link #prepare} has returned. */
    public Path pipelineFile() {
        return directory.resolve("pipeline.yaml");
    }

    /** A connection to MySQL's database {@code shop} that may change it. */
    public Connection shopConnection() throws SQLException {
        return mysql.rootConnection(ShopSample.DATABASE);
    }

    /** The commands that open a client of MySQL and one of PostgreSQL, each in the database {@code shop}. */
    public List<String> clientCommands() {
        return List.of(mysql.clientCommand(ShopSample.DATABASE), postgres.clientCommand(ShopSample.DATABASE));
    }

    /** Stops both servers; their files stay. */
    @Override
    public void close() {
        postgres.close();
        mysql.close();
    }
}
