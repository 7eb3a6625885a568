package io.sluice.assess;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes files where there are none: what somebody has edited is never lost. */
final class NewFiles {

    private NewFiles() {}

    /** @throws SluiceException if one of them is there */
    static void require(List<Path> files) {
        for (Path file : files) {
            if (Files.exists(file)) {
                throw there(file, null);
            }
        }
    }

    /** @throws SluiceException if it is there, or cannot be written */
    static void write(Path file, String text) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw there(file, e);
        } catch (IOException e) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE, "cannot write " + file + "; name a place that can be written to", e);
        }
    }

    private static SluiceException there(Path file, IOException cause) {
        return new SluiceException(
                ExitCode.WRONG_USAGE, file + " is there already; name another one, or remove it", cause);
    }
}
