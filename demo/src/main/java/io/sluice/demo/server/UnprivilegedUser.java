package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The user as whom PostgreSQL runs, since it refuses to run as root. */
enum UnprivilegedUser {
    /** The JVM's own user, which is not root. */
    OURSELVES {
        @Override
        List<String> prefix() {
            return List.of();
        }

        @Override
        void own(Path directory) {}
    },
    /** Root outside of a user namespace and nobody inside: all files still belong to root. */
    ROOT_IN_NAMESPACE {
        @Override
        List<String> prefix() {
            return List.of("unshare", "--user");
        }

        @Override
        void own(Path directory) {}
    },
    /**
     * For containers that forbid namespaces; one capability gives it access through directories that only root may
     * enter.
     */
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

    /** The prefix of a command that is to run as this user. */
    abstract List<String> prefix();

    /** Makes this user the owner of the directory and all it contains. */
    abstract void own(Path directory);

    List<String> command(List<String> words) {
        var command = new ArrayList<>(prefix());
        command.addAll(words);
        return command;
    }

    /** @throws SluiceException if only root is available */
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
