package io.sluice.e2e.bench;

import io.sluice.core.access.HttpAccess;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import io.sluice.standalone.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debezium's source and Debezium's JDBC sink in a broker and a worker of the same kind, in a process of their own. */
public final class PeerContender implements PipelineContender {

    private final TestPipeline pipeline;
    /** The same at each start: its connectors remember where the broker was. */
    private final Ports ports = Ports.choose(Optional.empty());

    private Process process;

    public PeerContender(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public String name() {
        return "Debezium + JDBC sink";
    }

    @Override
    public TestPipeline pipeline() {
        return pipeline;
    }

    @Override
    public String table() {
        return "public." + BenchTable.NAME;
    }

    @Override
    public void start() {
        try {
            allowTables();
            Path directory = Files.createDirectories(pipeline.dataDirectory());
            ProcessBuilder builder = new ProcessBuilder(command(directory))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("peer.log").toFile()));
            builder.environment().putAll(pipeline.environment());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The peer's sink makes its table where it likes, and no schema. */
    private void allowTables() {
        try (Connection postgres = pipeline.postgres()) {
            Sql.execute(postgres, "GRANT CREATE ON SCHEMA public TO " + pipeline.name());
        } catch (SQLException e) {
            throw new IllegalStateException("the peer's role gets no rights: " + e.getMessage(), e);
        }
    }

    /** With the memory that {@code ./sluice} has. */
    private List<String> command(Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xms256m",
                "-Xmx1g",
                "-Xmn240m",
                "-XX:SurvivorRatio=4",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=256m"));
        command.add("-Dsluice.home=" + System.getProperty("sluice.home"));
        command.add("-Dlogback.configurationFile=io/sluice/e2e/bench/peer-logback.xml");
        command.add("-Dpeer.plugins=" + System.getProperty("peer.plugins"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PeerProcess.class.getName()));
        command.addAll(List.of(pipeline.file().toString(), directory.toString()));
        Stream.of(ports.broker(), ports.controller(), ports.connect())
                .map(String::valueOf)
                .forEach(command::add);
        return command;
    }

    @Override
    public void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public Optional<HttpAccess> connect() {
        return Optional.of(ports.servers().connect());
    }
}
