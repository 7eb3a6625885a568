package io.sluice.e2e.bench.load;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.demo.account.PasswordFile;
import io.sluice.demo.server.AptArchive;
import io.sluice.demo.server.AptPackages;
import io.sluice.demo.server.AptPackages.Dependencies;
import io.sluice.demo.server.Directories;
import io.sluice.demo.server.LoopbackPort;
import io.sluice.demo.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A MariaDB of this machine's release, on 127.0.0.1, with the memory and durability of the MySQL beside it. It ends with
 * {@link #close}, and with the JVM.
 */
final class MariaDbServer implements AutoCloseable {

    private static final AptPackages PACKAGES = new AptPackages(
            AptArchive.RELEASE, Dependencies.MISSING, List.of(List.of("mariadb-server-core", "mariadb-client-core")));

    /** As {@link io.sluice.demo.server.LocalMySql} has them, or MySQL's defaults. */
    private static final List<String> OPTIONS = List.of(
            "--server-id=1",
            "--log-bin=binlog",
            "--binlog-format=ROW",
            "--sync-binlog=1",
            "--innodb-flush-log-at-trx-commit=1",
            "--innodb-buffer-pool-size=128M",
            "--performance-schema=OFF",
            "--character-set-server=utf8mb4",
            "--skip-name-resolve");

    private final ServerProcess process;
    private final int port;
    private final String password;

    private MariaDbServer(ServerProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts one without any databases.
     *
     * @param directory for its files; what is there is deleted
     * @throws SluiceException if it cannot be had or started
     */
    static MariaDbServer start(Path directory) {
        Path root = PACKAGES.cached("mariadb");
        Directories.delete(directory);
        Directories.create(directory);
        initialize(root, directory);
        int port = LoopbackPort.notedIn(directory.resolve("port"));
        String password = PasswordFile.in(directory.resolve("root.password"));
        PasswordFile.write(initFile(directory), passwordStatements(password));
        ServerProcess process =
                ServerProcess.start("TERM", command(root, directory, port), directory.resolve("mariadbd.log"));
        MariaDbServer server = new MariaDbServer(process, port, password);
        process.awaitAnswer("MariaDB", server::refusal);
        return server;
    }

    /** A fresh server has a root without password for each way to the loopback interface. */
    private static String passwordStatements(String password) {
        return Stream.of("localhost", "127.0.0.1", "::1")
                .map(host -> "ALTER USER IF EXISTS root@'" + host + "' IDENTIFIED BY '" + password + "';\n")
                .collect(Collectors.joining());
    }

    private static void initialize(Path root, Path directory) {
        List<String> words = new ArrayList<>(program(root, "bin/mariadb-install-db", directory));
        words.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"));
        Path log = directory.resolve("install.log");
        try {
            int exit = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new SluiceException(ExitCode.UNREACHABLE, "MariaDB cannot make its files (see " + log + ").");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SluiceException(ExitCode.UNREACHABLE, "Interrupted while MariaDB made its files.", e);
        }
    }

    private static List<String> command(Path root, Path directory, int port) {
        List<String> words = new ArrayList<>(program(root, "sbin/mariadbd", directory));
        words.addAll(List.of(
                "--pid-file=" + directory.resolve("mariadbd.pid"),
                "--init-file=" + initFile(directory),
                // Relative to the data directory, since a full path may exceed the 107 bytes of a socket address.
                "--socket=mariadb.sock",
                "--bind-address=" + LoopbackPort.HOST,
                "--port=" + port));
        words.addAll(OPTIONS);
        return words;
    }

    /** The first words of a command, which do not depend on the machine's own MariaDB. */
    private static List<String> program(Path root, String name, Path directory) {
        Path usr = root.resolve("usr");
        return List.of(
                "env",
                "LD_LIBRARY_PATH=" + AptPackages.libraryPath(root),
                usr.resolve(name).toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + usr,
                "--datadir=" + directory.resolve("data"));
    }

    private static Path initFile(Path directory) {
        return directory.resolve("init.sql");
    }

    /** Why it does not answer; empty if it does. */
    private String refusal() {
        try (Connection connection = connection("")) {
            return connection.isValid(5) ? "" : "no answer";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    Connection connection(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://" + LoopbackPort.HOST + ":" + port + "/" + database + "?allowLoadLocalInfile=true",
                "root",
                password);
    }

    String url(String database) {
        return "mysql://root:" + password + "@" + LoopbackPort.HOST + ":" + port + "/" + database;
    }

    @Override
    public void close() {
        process.close();
    }
}
