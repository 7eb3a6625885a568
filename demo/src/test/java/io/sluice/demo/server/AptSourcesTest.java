package io.sluice.demo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.failure.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourcesTest {
    @TempDir
    Path etcApt;

    @Test
    void takesDebiansMirrorForSid() throws Exception {
        Files.createDirectory(etcApt.resolve("sources.list.d"));
        Files.writeString(etcApt.resolve("sources.list.d/debian.sources"), """
                Types: deb
                # a comment: with a colon
                URIs: http://security.example.org/debian-security
                Suites: bookworm-security
                Components: main

                Types: deb deb-src
                URIs: http://mirror.example.org/debian
                Suites: bookworm bookworm-updates
                Components: main
                """);

        assertThat(AptArchive.NEWEST.sourceLines(release("debian", "bookworm"), AptSources.of(etcApt)))
                .containsExactly("deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] "
                        + "http://mirror.example.org/debian sid main");
    }

    @Test
    void takesUbuntusOwnRelease() throws Exception {
        Files.writeString(etcApt.resolve("sources.list"), """
                # deb http://off.example.org/ubuntu noble main
                deb [arch=amd64 trusted=no] http://mirror.example.org/ubuntu noble main universe
                deb http://mirror.example.org/ubuntu noble-updates main
                deb http://elsewhere.example.org/tool stable main
                """);

        assertThat(AptArchive.NEWEST.sourceLines(release("ubuntu", "noble"), AptSources.of(etcApt)))
                .containsExactly(
                        "deb [signed-by=/usr/share/keyrings/ubuntu-archive-keyring.gpg] "
                                + "http://mirror.example.org/ubuntu noble main",
                        "deb [signed-by=/usr/share/keyrings/ubuntu-archive-keyring.gpg] "
                                + "http://mirror.example.org/ubuntu noble-updates main");
    }

    @Test
    void takesTheReleaseWithWhatItsDistributionHasBesideMain() throws Exception {
        Files.writeString(etcApt.resolve("sources.list"), """
                deb http://mirror.example.org/debian bookworm main contrib
                deb http://mirror.example.org/debian-security bookworm-security main
                deb http://mirror.example.org/ubuntu noble main universe
                """);
        AptSources sources = AptSources.of(etcApt);

        assertThat(AptArchive.RELEASE.sourceLines(release("debian", "bookworm"), sources))
                .containsExactly(
                        "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] "
                                + "http://mirror.example.org/debian bookworm main",
                        "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] "
                                + "http://mirror.example.org/debian-security bookworm-security main");
        assertThat(AptArchive.RELEASE.sourceLines(release("ubuntu", "noble"), sources))
                .containsExactly("deb [signed-by=/usr/share/keyrings/ubuntu-archive-keyring.gpg] "
                        + "http://mirror.example.org/ubuntu noble main universe");
    }

    @Test
    void saysThatThereIsNoArchive() {
        assertThatThrownBy(() -> AptArchive.NEWEST.sourceLines(release("debian", "bookworm"), AptSources.of(etcApt)))
                .isInstanceOf(SluiceException.class)
                .hasMessage("/etc/apt names no archive of bookworm");
    }

    private static Map<String, String> release(String id, String codename) {
        return Map.of("ID", id, "VERSION_CODENAME", codename);
    }
}
