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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private PostgreSQL server on 127.0.0.1, with its data, log and secrets in one directory. It has PostgreSQL's
 * defaults, except that it uses less memory. If this JVM runs as root, the server runs as another user.
 *
 * <p>It ends with {@link #close()}, and with the JVM, even if that is killed. Started again on the same directory, it
 * has the same data, password and, if that is still free, port. Not thread-safe, apart from the getters.
 */
public final class LocalPostgres implements AutoCloseable {
    /** The superuser's name. */
    public static final String SUPERUSER = "postgres";

    /** The first version with built-in locales besides those of the C library. */
    private static final int BUILTIN_LOCALES = 17;

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ([0-9]+)");

    private final Path directory;
    private final Path binaries;
    private final UnprivilegedUser user;
    private final DirectoryClaim claim;
    private final List<String> settings;
    private final String password;
    private ServerProcess process;
    private volatile int port;

    private LocalPostgres(
            Path directory, Path binaries, UnprivilegedUser user, DirectoryClaim claim, List<String> settings) {
        this.directory = directory;
        this.binaries = binaries;
        this.user = user;
        this.claim = claim;
        this.settings = List.copyOf(settings);
        this.password = PasswordFile.in(directory.resolve("superuser.password"));
    }

    /**
     * Starts the server.
     *
     * @param directory created if missing
     * @param progress gets a line of text at each step that takes time
     * @throws SluiceException if it cannot be started, with what to do
     */
    public static LocalPostgres start(Path directory, Consumer<String> progress) {
        return start(directory, progress, UnprivilegedUser.here());
    }

    /**
     * Starts the server with further settings.
     *
     * @param settings of the form {@code name=value}
     */
    public static LocalPostgres start(Path directory, Consumer<String> progress, List<String> settings) {
        return start(directory, progress, UnprivilegedUser.here(), settings);
    }

    /**
     * Starts a PostgreSQL other than the one on the class path.
     *
     * @param binaries the directory that has {@code bin/initdb} and {@code bin/postgres}
     */
    public static LocalPostgres start(Path directory, Path binaries, Consumer<String> progress) {
        return start(directory, binaries, progress, UnprivilegedUser.here(), List.of());
    }

    static LocalPostgres start(Path directory, Consumer<String> progress, UnprivilegedUser user) {
        return start(directory, progress, user, List.of());
    }

    private static LocalPostgres start(
            Path directory, Consumer<String> progress, UnprivilegedUser user, List<String> settings) {
        return start(directory, PostgresBinaries.unpacked(progress), progress, user, settings);
    }

    private static LocalPostgres start(
            Path directory, Path binaries, Consumer<String> progress, UnprivilegedUser user, List<String> settings) {
        Path absolute = directory.toAbsolutePath().normalize();
        DirectoryClaim claim = DirectoryClaim.on(absolute);
        try {
            var server = new LocalPostgres(absolute, binaries.toAbsolutePath(), user, claim, settings);
            server.initialize(progress);
            server.run(progress);
            return server;
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    /** The superuser's password. */
    public String password() {
        return password;
    }

    /** The JDBC URL, without name and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + LoopbackPort.HOST + ":" + port + "/" + database;
    }

    /** A new connection to the database {@code postgres} as superuser. The caller closes it. */
    public Connection superuserConnection() throws SQLException {
        return superuserConnection("postgres");
    }

    /** A new connection as superuser. The caller closes it. */
    public Connection superuserConnection(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, password);
    }

    /** The shell command that opens a client; its password is in a file that only its owner can read. */
    public String clientCommand(String database) {
        return "PGPASSFILE=%s psql -h %s -p %d -U %s %s"
                .formatted(directory.resolve("pgpass"), LoopbackPort.HOST, port, SUPERUSER, database);
    }

    /** Stops the server cleanly and starts it on the same port; its connections break. */
    public void restart() {
        process.close();
        run(line -> {});
    }

    /** Stops the server cleanly; its connections break, its directory stays. */
    @Override
    public void close() {
        process.close();
        claim.close();
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path log() {
        return directory.resolve("postgres.log");
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private void initialize(Consumer<String> progress) {
        if (Files.isDirectory(data())) {
            return;
        }
        progress.accept("Initializing PostgreSQL");
        Path draft = directory.resolve("data.draft");
        Directories.delete(draft);
        Directories.create(draft);
        Path passwordFile = directory.resolve("initdb.password");
        PasswordFile.write(passwordFile, password + "\n");
        user.own(draft);
        user.own(passwordFile);
        try {
            new Command(user.command(initialization(draft, passwordFile))).output();
            Files.delete(passwordFile);
            Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SluiceException(ExitCode.UNREACHABLE, "Cannot write to " + directory + ": make it writable.", e);
        }
    }

    private List<String> initialization(Path draft, Path passwordFile) {
        var words = new ArrayList<>(List.of(
                program("initdb"),
                "--pgdata=" + draft,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8"));
        // The same sort order of text on every machine, whatever its locale.
        words.addAll(
                majorVersion() >= BUILTIN_LOCALES
                        ? List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
                        : List.of("--locale=C.UTF-8"));
        return words;
    }

    private int majorVersion() {
        String version = Command.of(program("initdb"), "--version").output();
        Matcher number = VERSION.matcher(version);
        if (!number.find()) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE, program("initdb") + " is not PostgreSQL's: " + version.strip());
        }
        return Integer.parseInt(number.group(1));
    }

    private void run(Consumer<String> progress) {
        LeftoverServer.stop(data().resolve("postmaster.pid"), data());
        port = LoopbackPort.notedIn(directory.resolve("port"));
        progress.accept("Starting PostgreSQL on port " + port);
        process = ServerProcess.start("INT", user.command(serverCommand()), log());
        process.awaitAnswer("PostgreSQL", this::refusal);
        PasswordFile.write(
                directory.resolve("pgpass"), "%s:%d:*:%s:%s\n".formatted(LoopbackPort.HOST, port, SUPERUSER, password));
    }

    private List<String> serverCommand() {
        var words = new ArrayList<>(List.of(program("postgres"), "-D", data().toString()));
        for (String setting : List.of(
                "port=" + port,
                "listen_addresses=" + LoopbackPort.HOST,
                "unix_socket_directories=",
                "shared_buffers=128MB",
                "max_connections=60")) {
            words.addAll(List.of("-c", setting));
        }
        // If a setting is given twice, the server uses the last one.
        settings.forEach(setting -> words.addAll(List.of("-c", setting)));
        return words;
    }

    /** Why the superuser cannot log in; empty if that works. */
    private String refusal() {
        try (Connection connection = superuserConnection()) {
            return connection.isValid(5) ? "" : "no answer";
        } catch (SQLException e) {
            return e.getMessage();
        }
    }
}
