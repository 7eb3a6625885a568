package io.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningPipelineTest {

    private static final Ports PORTS = new Ports(20_001, 20_002, 20_003, 20_004);

    private static final URI HTTP = URI.create("http://127.0.0.1:20005");

    @TempDir
    Path directory;

    @Test
    void isFoundWhileItHoldsTheDirectory() {
        RunningPipeline self = new RunningPipeline(ProcessHandle.current().pid(), PORTS.servers(), HTTP);
        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThat(RunningPipeline.find(directory)).isEmpty();
            self.write(data.root());
            assertThat(RunningPipeline.find(directory)).contains(self);
        }
        assertThat(RunningPipeline.find(directory)).isEmpty();
        assertThat(RunningPipeline.last(directory)).contains(self);
    }

    @Test
    void isNotFoundWhereNoneEverRan() {
        assertThat(RunningPipeline.find(directory.resolve("missing"))).isEmpty();
    }

    /** The directory is locked by a run that has not written its endpoints: those in the file are of the former run. */
    @Test
    void isNotMistakenForAFormerOne() {
        try (DataDirectory data = DataDirectory.open(directory)) {
            new RunningPipeline(ProcessHandle.current().pid() + 1, PORTS.servers(), HTTP).write(data.root());
            assertThat(RunningPipeline.find(directory)).isEmpty();
        }
    }

    @Test
    void saysWhenTheFileIsDamaged() throws Exception {
        Path file = Files.writeString(directory.resolve("endpoints.properties"), "pid=12\n");

        assertThatThrownBy(() -> RunningPipeline.last(directory))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining(file.toString())
                .hasMessageEndingWith("delete it and start again.");
    }
}
