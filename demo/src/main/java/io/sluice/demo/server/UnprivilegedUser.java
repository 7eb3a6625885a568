package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL refuses to run as root; this is whom it runs as instead. */
enum UnprivilegedUser {
    /** Already somebody else than root. */
    OURSELVES {
        @Override
        List<String> prefix() {
            return List.of();
        }

        @Override
        void own(Path directory) {}
    },
    /** Root, seen from inside as nobody: files stay root's, wherever they are. */
    ROOT_IN_NAMESPACE {
        @Override
        List<String> prefix() {
            return List.of("unshare", "--user");
        }

        @Override
        void own(Path directory) {}
    },
    /** For containers that forbid namespaces; one capability lets it through directories that are root's alone. */
    NOBODY {
        @Override
        List<String> prefix() {
            return List.of(
                    "setpriv",
                    "--reuid=" + NOBODY_ID,
                    "--regid=" + NOBODY_ID,
                    "--clear-groups",
                    "--securebits=+no_setuid_fixup", // else access(2) ignores the capability
                    "--inh-caps=+dac_override",
                    "--ambient-caps=+dac_override");
        }

        @Override
        void own(Path directory) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.toList()) {
                    Files.setAttribute(path, "unix:uid", NOBODY_ID);
                }
            } catch (IOException e) {
                throw new SluiceException(
                        ExitCode.UNREACHABLE,
                        "Cannot give " + directory + " to the user nobody: run as another " + "user than root.",
                        e);
            }
        }
    };

    private static final int NOBODY_ID = 65534;

    /** The words to put before a command. */
    abstract List<String> prefix();

    /** Makes the directory, with all it holds, this user's. */
    abstract void own(Path directory);

    List<String> command(List<String> words) {
        var command = new ArrayList<>(prefix());
        command.addAll(words);
        return command;
    }

    /** @throws SluiceException if there is only root */
    static UnprivilegedUser here() {
        if (!Command.asRoot()) {
            return OURSELVES;
        }
        for (UnprivilegedUser user : List.of(ROOT_IN_NAMESPACE, NOBODY)) {
            if (new Command(user.command(List.of("true"))).succeeds()) {
                return user;
            }
        }
        throw new SluiceException(ExitCode.UNREACHABLE, "PostgreSQL does not run as root: run this as another user.");
    }
}
