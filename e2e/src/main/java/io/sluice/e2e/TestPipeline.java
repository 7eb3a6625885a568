package io.sluice.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.core.access.HttpAccess;
import io.sluice.core.pipeline.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A pipeline of one's own on shared servers: empty MySQL databases, an empty PostgreSQL database, accounts with the
 * least they need, a directory with a {@code pipeline.yaml}, and the real command to run it. All of it is gone after
 * {@link #close}.
 */
public final class TestPipeline implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final DatabaseServers servers;
    private final List<String> databases;
    private final Accounts accounts;
    private final Path directory;
    private final List<SluiceProcess> processes = new ArrayList<>();

    private TestPipeline(DatabaseServers servers, List<String> databases, Accounts accounts, Path directory) {
        this.servers = servers;
        this.databases = databases;
        this.accounts = accounts;
        this.directory = directory;
    }

    /** Creates everything; nothing runs yet. */
    public static TestPipeline create(PipelineText text) throws SQLException {
        return create(DatabaseServers.shared(), text);
    }

    /** Creates everything on other servers than the shared ones. */
    public static TestPipeline create(DatabaseServers servers, PipelineText text) throws SQLException {
        String name = "p" + COUNT.incrementAndGet();
        Accounts accounts = Accounts.create(servers, name, text.databases());
        try {
            Path directory = Files.createTempDirectory("sluice-e2e-");
            TestPipeline pipeline = new TestPipeline(servers, text.databases(), accounts, directory);
            Files.writeString(pipeline.file(), text.yaml(name, servers));
            return pipeline;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return accounts.name();
    }

    public Path file() {
        return directory.resolve("pipeline.yaml");
    }

    public Path dataDirectory() {
        return directory.resolve("data");
    }

    /** A new connection to the pipeline's first MySQL database, as root. The caller closes it. */
    public Connection mysql() throws SQLException {
        return servers.mysql().rootConnection(databases.get(0));
    }

    /** A new connection to the pipeline's PostgreSQL database, as superuser. The caller closes it. */
    public Connection postgres() throws SQLException {
        return servers.postgres().superuserConnection(name());
    }

    /**
     * A new connection, as superuser, to another PostgreSQL database, which has the schema that the pipeline would make if it
     * began now. The caller closes it; the database is gone after {@link #close}.
     */
    public Connection planned() throws SQLException {
        String database = accounts.plannedDatabase();
        try (Connection superuser = servers.postgres().superuserConnection()) {
            Sql.execute(superuser, "CREATE DATABASE " + database);
        }
        JsonNode schema = sluice("schema", "--json").json();
        Connection planned = servers.postgres().superuserConnection(database);
        for (String part : List.of("beforeData", "afterData", "validation")) {
            for (JsonNode sql : schema.get(part)) {
                Sql.execute(planned, sql.asText());
            }
        }
        return planned;
    }

    /**
     * Makes the pipeline one on the user's own servers: their addresses are in the file, and the passwords in files,
     * where the Connect worker finds them as well.
     */
    public void useServers(Servers servers) throws IOException {
        Files.writeString(directory.resolve("mysql-password"), accounts.mysqlPassword());
        Files.writeString(directory.resolve("postgres-password"), accounts.postgresPassword() + "\n");
        String text = Files.readString(file())
                .replace("password-env: MYSQL_PASSWORD", "password-file: mysql-password")
                .replace("password-env: POSTGRES_PASSWORD", "password-file: postgres-password")
                .replace("data-directory: data\n", "");
        Files.writeString(
                file(),
                text
                        + """
                kafka: {bootstrap-servers: "%s"}
                connect: %s
                registry: %s
                """.formatted(
                                servers.kafka().bootstrapServers(), text(servers.connect()), text(servers.registry())));
    }

    private static String text(HttpAccess server) {
        return server.ca()
                .map(ca -> "{url: \"%s\", ca: %s}".formatted(server.url(), ca))
                .orElse("{url: \"%s\"}".formatted(server.url()));
    }

    /** Starts the transformer of a pipeline on the user's own servers. */
    public SluiceProcess startTransformer() {
        Map<String, String> environment = Map.of(
                "SLUICE_STATE_DIRECTORY", directory.resolve("transformer").toString());
        SluiceProcess process = SluiceProcess.startTransformer(directory, environment, file());
        processes.add(process);
        return process;
    }

    /** Starts a command on this pipeline's file. */
    public SluiceProcess start(String command, String... options) {
        return start(environment(), command, options);
    }

    /** Starts a command that sees only these passwords. */
    public SluiceProcess start(Map<String, String> environment, String command, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of(command, file().getFileName().toString()));
        arguments.addAll(List.of(options));
        SluiceProcess process = SluiceProcess.start(directory, environment, arguments);
        processes.add(process);
        return process;
    }

    /** The variables that {@code pipeline.yaml} names, with the right passwords. */
    public Map<String, String> environment() {
        return Map.of("MYSQL_PASSWORD", accounts.mysqlPassword(), "POSTGRES_PASSWORD", accounts.postgresPassword());
    }

    /** Runs a command to its end. */
    public Exit sluice(String command, String... options) {
        return start(command, options).await(PATIENCE);
    }

    @Override
    public void close() throws SQLException {
        processes.forEach(SluiceProcess::close);
        accounts.drop(servers, databases);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
