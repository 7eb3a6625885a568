package io.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

    @TempDir
    Path parent;

    @Test
    void createsWhatIsMissing() {
        try (DataDirectory data = DataDirectory.open(parent.resolve("a/b"))) {
            assertThat(data.broker()).isDirectory();
            assertThat(data.registry()).isDirectory();
            assertThat(data.streams()).isDirectory();
            assertThat(data.logs()).isDirectory();
        }
    }

    @Test
    void isHeldByOneRunAtATime() {
        long pid = ProcessHandle.current().pid();
        try (DataDirectory held = DataDirectory.open(parent)) {
            assertThatThrownBy(() -> DataDirectory.open(parent.resolve("../" + parent.getFileName())))
                    .isInstanceOf(StandaloneException.class)
                    .hasMessageContaining(
                            "The data directory " + held.root() + " is in use by another run (pid " + pid);
            // A refused attempt must not have loosened the lock.
            assertThat(DataDirectory.holder(parent)).hasValue(pid);
        }
        assertThat(DataDirectory.holder(parent)).isEmpty();
        DataDirectory.open(parent).close();
    }

    @Test
    void saysWhenItIsNoDirectory() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(StandaloneException.class)
                .hasMessageStartingWith("The data directory " + file + " cannot be used")
                .hasMessageEndingWith("choose one that this user may write to.");
    }
}
