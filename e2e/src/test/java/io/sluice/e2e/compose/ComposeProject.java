package io.sluice.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.e2e.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * docker-compose.yml and what is laid over it, as a project of its own with its own passwords and ports. Nothing of it is
 * left after {@link #close}.
 */
final class ComposeProject implements AutoCloseable {

    private static final String VERSION = System.getProperty("sluice.version");
    private static final Duration START = Duration.ofMinutes(8);
    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final List<String> compose = new ArrayList<>(List.of("compose"));
    private final Path secrets;
    private final int mysqlPort = freePort();
    private final Docker docker;

    ComposeProject(String name, String... files) throws IOException {
        compose.addAll(List.of("--project-name", name));
        Arrays.stream(files).forEach(file -> compose.addAll(List.of("--file", file)));
        secrets = Files.createTempDirectory("sluice-secrets");
        Map<String, String> environment = new HashMap<>();
        environment.put("SLUICE_SECRETS", secrets.toString());
        environment.put("SLUICE_VERSION", VERSION);
        environment.put("SLUICE_MYSQL_PORT", Integer.toString(mysqlPort));
        environment.put("SLUICE_POSTGRES_PORT", Integer.toString(freePort()));
        docker = new Docker(environment);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From nothing to a migrated shop, by the commands of the README. */
    void up() throws IOException, InterruptedException {
        Path script = Docker.PROJECT.resolve("config/compose/make-secrets");
        assertThat(new ProcessBuilder(script.toString(), secrets.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        // What a test that was killed has left would have other passwords.
        removeContainers();
        Exit up = compose(START, "up", "--detach", "--wait");
        assertThat(up.code()).as(() -> up + state()).isZero();
    }

    /** The services that stay. */
    List<String> services() {
        Exit running = compose(ANSWER, "ps", "--services", "--status", "running");
        assertThat(running.code()).as(running.toString()).isZero();
        return running.out().lines().sorted().toList();
    }

    /** A new connection to the shop as root. The caller closes it. */
    Connection shop() throws SQLException {
        try {
            String password = Files.readString(secrets.resolve("mysql-root"));
            String url = "jdbc:mysql://127.0.0.1:" + mysqlPort + "/shop?connectTimeout=5000&socketTimeout=20000";
            return DriverManager.getConnection(url, "root", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares every row, behind a fence. A server that is not back yet is asked again; a difference is a failure. */
    void verify() {
        long end = System.nanoTime() + RECOVERY.toNanos();
        Exit verify;
        do {
            verify = sluice("verify", "--json");
        } while (verify.code() == 3 && System.nanoTime() < end);
        Exit last = verify;
        assertThat(last.code()).as(() -> last + state()).isZero();
        assertThat(last.json().get("tables")).hasSize(13);
        assertThat(last.json().get("differences").asLong()).isZero();
        assertThat(last.json().get("deadLetters").asLong()).isZero();
    }

    /** No password is in what the engine knows of the containers, nor in what they print. */
    void keepsItsSecrets() throws IOException {
        List<String> inspect = new ArrayList<>(List.of("inspect"));
        compose(ANSWER, "ps", "--all", "--quiet").out().lines().forEach(inspect::add);
        String known = docker.run(ANSWER, inspect.toArray(String[]::new)).out();
        String printed = compose(ANSWER, "logs", "--no-color").out();
        assertThat(known).as("docker inspect").contains("/run/secrets/mysql-root");
        try (var files = Files.list(secrets)) {
            for (Path file : files.toList()) {
                String secret = Files.readString(file).strip();
                assertThat(known.contains(secret))
                        .as(file + " in docker inspect")
                        .isFalse();
                assertThat(printed.contains(secret)).as(file + " in a log").isFalse();
            }
        }
    }

    private Exit sluice(String command, String option) {
        return compose(
                RECOVERY, "run", "--rm", "--no-deps", "-T", "sluice", command, "/etc/sluice/pipeline.yaml", option);
    }

    /**
     * SIGKILL to the main processes of the services' containers, from outside as the kernel does it, not by
     * {@code docker kill}, after which no restart policy applies. Returns when the engine has started them again and they
     * are well.
     */
    void crash(List<String> services) {
        Map<String, Integer> restarts = new LinkedHashMap<>();
        List<String> processes = new ArrayList<>();
        for (String service : services) {
            String container = compose(ANSWER, "ps", "--quiet", service).out().strip();
            restarts.put(container, Integer.parseInt(inspect(container, "{{.RestartCount}}")));
            processes.add(inspect(container, "{{.State.Pid}}"));
        }
        killOnTheHost(processes);
        await(services + " are back")
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> restarts.entrySet().stream().allMatch(each -> isBack(each.getKey(), each.getValue())));
    }

    private void killOnTheHost(List<String> processes) {
        Exit kill = docker.run(
                ANSWER,
                "run",
                "--rm",
                "--pid",
                "host",
                "--user",
                "0",
                "--entrypoint",
                "sh",
                "sluice/cli:" + VERSION,
                "-c",
                "kill -KILL " + String.join(" ", processes));
        assertThat(kill.code()).as(kill.toString()).isZero();
    }

    private boolean isBack(String container, int restarts) {
        boolean again = Integer.parseInt(inspect(container, "{{.RestartCount}}")) > restarts;
        return again && inspect(container, HEALTH).matches("running (healthy|none)");
    }

    private static final String HEALTH =
            "{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}}";

    private String inspect(String container, String format) {
        return docker.run(ANSWER, "inspect", "--format", format, container)
                .out()
                .strip();
    }

    /** For a failure's message: which containers there are, what they said last, and the dead letters. */
    private String state() {
        return "\n" + compose(ANSWER, "ps", "--all").out()
                + deadLetters()
                + compose(ANSWER, "logs", "--no-color", "--tail", "60").out();
    }

    private String deadLetters() {
        Exit letters = compose(
                ANSWER,
                "exec",
                "-T",
                "kafka",
                "/opt/kafka/bin/kafka-console-consumer.sh",
                "--bootstrap-server=kafka:9092",
                "--topic=shop.dead-letters",
                "--from-beginning",
                "--timeout-ms=10000",
                "--formatter-property=print.headers=true",
                "--formatter-property=print.key=true");
        return "dead letters:\n" + letters.out() + letters.err();
    }

    private Exit compose(Duration patience, String... arguments) {
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of(arguments));
        return docker.run(patience, command.toArray(String[]::new));
    }

    /** With their volumes. */
    private void removeContainers() {
        compose(RECOVERY, "down", "--volumes", "--remove-orphans", "--timeout", "0");
    }

    @Override
    public void close() throws IOException {
        removeContainers();
        try (var files = Files.list(secrets)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(secrets);
    }
}
