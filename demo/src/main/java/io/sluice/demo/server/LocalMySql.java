package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.demo.account.PasswordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A private MySQL server on 127.0.0.1, with its data, log and secrets in one directory. It writes a binary log as a
 * pipeline needs it, and otherwise has the server's defaults, including TLS and caching_sha2_password.
 *
 * <p>It ends with {@link #close()}, and with the JVM, even if that is killed. Started again on the same directory, it
 * has the same data, root password and, if that is still free, port. Not thread-safe, apart from the getters.
 */
public final class LocalMySql implements AutoCloseable {
    private static final int ACCESS_DENIED = 1045;

    private static final List<String> OPTIONS = List.of(
            "--server-id=1",
            "--log-bin=binlog",
            "--gtid-mode=ON",
            "--enforce-gtid-consistency=ON",
            "--binlog-row-image=FULL",
            "--binlog-row-metadata=FULL",
            "--mysqlx=OFF",
            "--secure-file-priv=NULL",
            // A server for one pipeline on a laptop: about 250 MB instead of 450.
            "--performance-schema=OFF",
            "--innodb-buffer-pool-size=128M",
            "--table-open-cache=400",
            "--max-connections=100");

    private final Path directory;
    private final MySqlInstallation installation;
    private final DirectoryClaim claim;
    private final String rootPassword;
    private final List<String> options;
    private ServerProcess process;
    private volatile int port;

    private LocalMySql(Path directory, MySqlInstallation installation, DirectoryClaim claim, List<String> moreOptions) {
        this.directory = directory;
        this.installation = installation;
        this.claim = claim;
        this.rootPassword = PasswordFile.in(directory.resolve("root.password"));
        this.options = Stream.concat(OPTIONS.stream(), moreOptions.stream()).toList();
    }

    /**
     * Starts a server, looking for a MySQL in this order: what the environment variable {@code SLUICE_MYSQLD} names,
     * a mysqld on the PATH, a container, packages of Debian or Ubuntu in the cache.
     *
     * @param directory created if missing
     * @param progress gets a line of text at each step that takes time
     * @throws SluiceException if none of them works, with what to do
     */
    public static LocalMySql start(Path directory, Consumer<String> progress) {
        return start(directory, progress, List.of());
    }

    /**
     * Starts a server with further options.
     *
     * @param moreOptions of mysqld; they override the options that every server here gets
     */
    public static LocalMySql start(Path directory, Consumer<String> progress, List<String> moreOptions) {
        Path absolute = directory.toAbsolutePath().normalize();
        DirectoryClaim claim = DirectoryClaim.on(absolute);
        var failures = new ArrayList<String>();
        try {
            for (MySqlInstallations.Place place : MySqlInstallations.places(System.getenv(), progress)) {
                Optional<LocalMySql> server = tryPlace(place, absolute, claim, moreOptions, progress, failures);
                if (server.isPresent()) {
                    return server.get();
                }
            }
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
        claim.close();
        throw new SluiceException(
                ExitCode.UNREACHABLE,
                "No MySQL server can be started here (" + String.join("; ", failures)
                        + "): install MySQL 8.0 or later, or set SLUICE_MYSQLD to a mysqld program.");
    }

    private static Optional<LocalMySql> tryPlace(
            MySqlInstallations.Place place,
            Path directory,
            DirectoryClaim claim,
            List<String> moreOptions,
            Consumer<String> progress,
            List<String> failures) {
        try {
            Optional<MySqlInstallation> found = place.look().get();
            if (found.isEmpty()) {
                failures.add(place.name() + ": none");
            }
            return found.map(installation -> {
                var server = new LocalMySql(directory, installation, claim, moreOptions);
                server.initialize(progress);
                server.run(progress);
                return server;
            });
        } catch (SluiceException e) {
            failures.add(place.name() + ": " + e.getMessage().replaceFirst("\\.$", ""));
            return Optional.empty();
        }
    }

    public int port() {
        return port;
    }

    /** The JDBC URL for a user other than root, without name and password. */
    public String jdbcUrl(String database) {
        return "jdbc:mysql://" + LoopbackPort.HOST + ":" + port + "/" + database + "?sslMode=REQUIRED";
    }

    /** A new connection as root with no database chosen. The caller closes it. */
    public Connection rootConnection() throws SQLException {
        return rootConnection("");
    }

    /** A new connection as root. The caller closes it. */
    public Connection rootConnection(String database) throws SQLException {
        return rootConnection(database, Map.of());
    }

    /** A new connection as root, with further properties of the driver. The caller closes it. */
    public Connection rootConnection(String database, Map<String, String> properties) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.putAll(Map.of("user", "root", "password", rootPassword));
        return DriverManager.getConnection(jdbcUrl(database), all);
    }

    /** The shell command that opens a client; its password is in a file that only its owner can read. */
    public String clientCommand(String database) {
        String client = installation instanceof MySqlInstallation.Binary binary
                        && Files.isExecutable(binary.mysqld().resolveSibling("mysql"))
                ? binary.mysqld().resolveSibling("mysql").toString()
                : "mysql";
        return client + " --defaults-file=" + directory.resolve("client.cnf") + " " + database;
    }

    /** Stops the server cleanly and starts it on the same port; its connections break. */
    public void restart() {
        process.close();
        run(line -> {});
    }

    /** Stops the server cleanly; its directory stays. */
    @Override
    public void close() {
        process.close();
        claim.close();
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path log() {
        return directory.resolve("mysqld.log");
    }

    private void initialize(Consumer<String> progress) {
        if (Files.isDirectory(data())) {
            return;
        }
        progress.accept("Initializing " + installation.description());
        Path draft = Directories.create(directory.resolve("data.draft"));
        Directories.delete(draft);
        Directories.create(draft);
        installation.initialize(draft);
        try {
            Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SluiceException(ExitCode.UNREACHABLE, "Cannot write to " + directory + ": make it writable.", e);
        }
    }

    private void run(Consumer<String> progress) {
        Path pidFile = directory.resolve("mysqld.pid");
        LeftoverServer.stop(pidFile, data());
        port = LoopbackPort.notedIn(directory.resolve("port"));
        progress.accept("Starting " + installation.description() + " on port " + port);
        process = ServerProcess.start("TERM", installation.command(data(), pidFile, port, options), log());
        process.awaitAnswer("MySQL", this::refusal);
        PasswordFile.write(
                directory.resolve("client.cnf"),
                "[client]\nhost=%s\nport=%d\nuser=root\npassword=%s\n"
                        .formatted(LoopbackPort.HOST, port, rootPassword));
    }

    /** Why root cannot log in, empty if it can. A server that is still without a root password gets it here. */
    private String refusal() {
        try (Connection connection = rootConnection()) {
            return connection.isValid(5) ? "" : "no answer";
        } catch (SQLException e) {
            return e.getErrorCode() == ACCESS_DENIED ? refusalOfRootPassword() : message(e);
        }
    }

    private String refusalOfRootPassword() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(""), "root", "");
                Statement statement = connection.createStatement()) {
            // An image has root@% and root@localhost; the account of this connection comes last.
            statement.execute("ALTER USER IF EXISTS root@localhost IDENTIFIED BY '" + rootPassword + "'");
            statement.execute("ALTER USER USER() IDENTIFIED BY '" + rootPassword + "'");
            return "";
        } catch (SQLException e) {
            return message(e);
        }
    }

    private static String message(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
