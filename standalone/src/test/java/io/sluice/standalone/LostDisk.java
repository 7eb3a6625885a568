package io.sluice.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a server sees of a disk that is gone: its directory has another name, and a file stands in its place. */
final class LostDisk {

    private LostDisk() {}

    static void take(Path directory) {
        try {
            Files.move(directory, directory.resolveSibling(directory.getFileName() + ".lost"));
            Files.createFile(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
