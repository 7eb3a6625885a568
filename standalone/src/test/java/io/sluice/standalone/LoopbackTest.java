package io.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nobody on another machine reaches standalone mode, which asks nobody for a password. */
@EnabledOnOs(OS.LINUX)
class LoopbackTest {

    private static final String LISTENING = "0A";

    /** As the kernel writes 127.0.0.1, its form within IPv6, and ::1. */
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    @Test
    void everyListeningSocketIsOnTheLoopbackInterface(@TempDir Path directory) throws IOException {
        Set<String> before = sockets();
        try (Standalone standalone = PlainStandalone.start(directory)) {
            Set<String> ours = sockets();
            ours.removeAll(before);
            List<String> addresses = listening(ours);

            assertThat(standalone.failure()).isNotDone();
            // Broker, controller, worker and registry at least.
            assertThat(addresses).hasSizeGreaterThanOrEqualTo(4).allMatch(LOOPBACK::contains);
        }
    }

    /** The sockets of this process and of those it started. */
    private static Set<String> sockets() throws IOException {
        Set<String> sockets = new HashSet<>();
        List<ProcessHandle> processes = Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .toList();
        for (ProcessHandle process : processes) {
            try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
                for (Path file : files.toList()) {
                    SOCKET.matcher(target(file)).results().forEach(found -> sockets.add(found.group(1)));
                }
            }
        }
        return sockets;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static List<String> listening(Set<String> sockets) throws IOException {
        List<String> addresses = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[3].equals(LISTENING) && sockets.contains(fields[9])) {
                    addresses.add(fields[1].substring(0, fields[1].indexOf(':')));
                }
            }
        }
        return addresses;
    }
}
