package io.sluice.e2e.kubernetes;

import io.sluice.core.failure.SluiceException;
import io.sluice.demo.server.AptArchive;
import io.sluice.demo.server.AptPackages;
import io.sluice.demo.server.AptPackages.Dependencies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where kustomize comes from: {@code kubectl} or {@code kustomize} on the PATH, else Debian's package, unpacked into the
 * cache of this user. Without any of them the tests fail: manifests that nobody has rendered are not tested.
 */
final class KustomizeProgram {

    /** Debian's releases do not have it. */
    private static final AptPackages PACKAGES =
            new AptPackages(AptArchive.NEWEST, Dependencies.MISSING, List.of(List.of("kustomize")));

    private static final class Found {
        static final List<String> WORDS = find();
    }

    private KustomizeProgram() {}

    /** The command, to which a directory is to be added. */
    static List<String> words() {
        return Found.WORDS;
    }

    private static List<String> find() {
        Optional<Path> kubectl = onPath("kubectl");
        if (kubectl.isPresent()) {
            return List.of(kubectl.get().toString(), "kustomize");
        }
        return List.of(kustomize().toString(), "build");
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path kustomize() {
        try {
            return PACKAGES.program("kustomize");
        } catch (SluiceException e) {
            throw new AssertionError(
                    "The manifests cannot be rendered: install kubectl or kustomize. " + e.getMessage(), e);
        }
    }
}
