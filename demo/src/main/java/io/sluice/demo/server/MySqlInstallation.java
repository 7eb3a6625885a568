package io.sluice.demo.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A MySQL server program that can be run on a given data directory. */
sealed interface MySqlInstallation {
    /** For progress messages: the version of MySQL and its origin. */
    String description();

    /** Fills an empty data directory. */
    void initialize(Path data);

    /** The command that runs the server in the foreground; TERM stops it cleanly. */
    List<String> command(Path data, Path pidFile, int port, List<String> options);

    /**
     * A mysqld on this machine.
     *
     * @param version as the server reports it, such as 9.7.0
     */
    record Binary(Path mysqld, String version) implements MySqlInstallation {
        @Override
        public String description() {
            return "MySQL " + version + " (" + mysqld + ")";
        }

        @Override
        public void initialize(Path data) {
            var words = new ArrayList<>(List.of(mysqld.toString(), "--no-defaults"));
            words.addAll(account());
            words.addAll(List.of("--datadir=" + data, "--initialize-insecure"));
            new Command(words).output();
        }

        @Override
        public List<String> command(Path data, Path pidFile, int port, List<String> options) {
            var words = new ArrayList<>(List.of(mysqld.toString(), "--no-defaults"));
            words.addAll(account());
            words.addAll(List.of(
                    "--datadir=" + data,
                    "--pid-file=" + pidFile,
                    // Relative to the data directory, since a full path may exceed the 107 bytes of a socket address.
                    "--socket=mysql.sock",
                    "--port=" + port,
                    "--bind-address=" + LoopbackPort.HOST));
            words.addAll(options);
            return words;
        }

        private static List<String> account() {
            return Command.asRoot() ? List.of("--user=root") : List.of();
        }
    }

    /**
     * A public image, run by the docker command in the foreground. The command forwards TERM to the server, so it can
     * be treated like any other server process.
     */
    record Image(Path docker, String name) implements MySqlInstallation {
        @Override
        public String description() {
            return "MySQL (container " + name + ")";
        }

        /** Nothing to do: the image fills an empty data directory when it first starts. */
        @Override
        public void initialize(Path data) {}

        @Override
        public List<String> command(Path data, Path pidFile, int port, List<String> options) {
            String container = "sluice-mysql-" + Integer.toHexString(data.hashCode());
            // The docker command may have been killed while its container went on.
            Command.of(docker, "rm", "--force", container).run();
            var words = new ArrayList<>(List.of(docker.toString(), "run", "--rm", "--name", container));
            // So that this user can delete the files in the data directory.
            words.addAll(List.of("--user", Command.of("id", "-u").output().strip()));
            words.addAll(List.of("--publish", LoopbackPort.HOST + ":" + port + ":3306"));
            words.addAll(List.of("--volume", data + ":/var/lib/mysql"));
            words.addAll(List.of("--env", "MYSQL_ALLOW_EMPTY_PASSWORD=yes", name));
            words.addAll(options);
            return words;
        }
    }
}
