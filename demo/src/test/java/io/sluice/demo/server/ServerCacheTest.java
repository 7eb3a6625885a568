package io.sluice.demo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCacheTest {
    @TempDir
    Path directory;

    @Test
    void anEntryIsMadeOnceForAllWhoAsk() {
        var cache = new ServerCache(directory);
        var fills = new AtomicInteger();

        IntStream.range(0, 8).parallel().forEach(i -> {
            Path entry = cache.entry("server", draft -> {
                fills.incrementAndGet();
                write(draft.resolve("program"));
            });
            assertThat(entry.resolve("program")).exists();
        });

        assertThat(fills).hasValue(1);
    }

    @Test
    void whatAFailedAttemptLeftIsNoEntry() {
        var cache = new ServerCache(directory);
        assertThatThrownBy(() -> cache.entry("server", draft -> {
                    write(draft.resolve("half"));
                    throw new IllegalStateException("no room");
                }))
                .hasMessage("no room");

        Path entry = cache.entry("server", draft -> write(draft.resolve("whole")));

        assertThat(entry.resolve("whole")).exists();
        assertThat(entry.resolve("half")).doesNotExist();
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "content");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
