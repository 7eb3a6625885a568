package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The archive from which packages are taken, at the mirror that this machine is configured with. */
public enum AptArchive {
    /** This machine's release and its updates. */
    RELEASE {
        @Override
        Stream<String> lines(String distribution, String codename, AptSources sources) {
            String components = distribution.equals(UBUNTU) ? "main universe" : "main";
            return sources.release(codename).stream()
                    .map(source -> line(distribution, source.uri(), source.suite(), components));
        }
    },
    /** On Debian the suite sid, for packages that its releases lack; on Ubuntu the release, which has them. */
    NEWEST {
        @Override
        Stream<String> lines(String distribution, String codename, AptSources sources) {
            return distribution.equals(UBUNTU)
                    ? sources.release(codename).stream()
                            .map(source -> line(distribution, source.uri(), source.suite(), "main"))
                    : sources.archiveOf(codename).stream().map(uri -> line(distribution, uri, "sid", "main"));
        }
    };

    private static final Path ETC_APT = Path.of("/etc/apt");
    private static final Path OS_RELEASE = Path.of("/etc/os-release");
    private static final String UBUNTU = "ubuntu";

    /** Whether this machine can download and unpack packages. */
    static boolean isReachable() {
        return Stream.of("apt-get", "dpkg")
                        .allMatch(program -> Command.onPath(program).isPresent())
                && Files.isReadable(OS_RELEASE);
    }

    /** The lines of a {@code sources.list} for this machine. */
    List<String> sourceLines() throws IOException {
        return sourceLines(osRelease(), AptSources.of(ETC_APT));
    }

    List<String> sourceLines(Map<String, String> release, AptSources sources) {
        String codename = release.getOrDefault("VERSION_CODENAME", "");
        String distribution = release.getOrDefault("ID", "").equals(UBUNTU) ? UBUNTU : "debian";
        List<String> lines = lines(distribution, codename, sources).toList();
        if (lines.isEmpty()) {
            throw new SluiceException(ExitCode.UNREACHABLE, "/etc/apt names no archive of " + codename);
        }
        return lines;
    }

    abstract Stream<String> lines(String distribution, String codename, AptSources sources);

    private static String line(String distribution, String uri, String suite, String components) {
        return "deb [signed-by=/usr/share/keyrings/%s-archive-keyring.gpg] %s %s %s"
                .formatted(distribution, uri, suite, components);
    }

    private static Map<String, String> osRelease() throws IOException {
        return Files.readAllLines(OS_RELEASE).stream()
                .filter(line -> line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1).replace("\"", "")));
    }
}
