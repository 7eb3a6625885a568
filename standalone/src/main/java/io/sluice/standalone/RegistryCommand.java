package io.sluice.standalone;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command line of the registry's process; its working directory is the directory of its database. */
final class RegistryCommand {

    private static final String REGISTRY_MAIN = "io.quarkus.runner.GeneratedMain";

    /** The registry has few schemas and few clients, so it needs few resources, and the pipeline can use the rest. */
    private static final List<String> SMALL_JVM =
            List.of("-Xms16m", "-Xmx96m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private static final List<String> SETTINGS = List.of(
            // Each commit is written to disk: an id that is in a topic must be in the database, even after a kill.
            "-Dapicurio.datasource.url=jdbc:h2:file:./schemas;WRITE_DELAY=0",
            "-Dapicurio.datasource.jdbc.initial-size=1",
            "-Dapicurio.datasource.jdbc.min-size=1",
            "-Dapicurio.datasource.jdbc.max-size=4",
            "-Dapicurio.datasource.blue.jdbc.initial-size=0",
            "-Dapicurio.datasource.blue.jdbc.min-size=0",
            "-Dapicurio.datasource.green.jdbc.initial-size=0",
            "-Dapicurio.datasource.green.jdbc.min-size=0",
            "-Dquarkus.http.host=" + Ports.HOST,
            "-Dquarkus.management.host=" + Ports.HOST,
            "-Dquarkus.management.port=0",
            "-Dquarkus.http.io-threads=2",
            "-Dquarkus.thread-pool.max-threads=8",
            "-Dquarkus.banner.enabled=false",
            "-Dquarkus.http.access-log.enabled=false",
            "-Djava.io.tmpdir=tmp");

    /**
     * A terminal sends Ctrl-C and the hangup signal to this process too. But it must stop after all its clients, so
     * only the process that started it stops it. A JVM keeps ignoring signals that are ignored when it starts.
     */
    private static final List<String> UNTOUCHED_BY_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private RegistryCommand() {}

    static List<String> of(Path registryDirectory, int port) {
        List<String> command = new ArrayList<>(UNTOUCHED_BY_THE_TERMINAL);
        command.add(java());
        command.addAll(SMALL_JVM);
        command.addAll(archived(registryDirectory));
        command.addAll(SETTINGS);
        command.add("-Dquarkus.http.port=" + port);
        command.add("-cp");
        command.add(runnerJar(registryDirectory) + File.pathSeparator + ownClasses());
        command.add(RegistryMain.class.getName());
        command.add("lock");
        command.add(REGISTRY_MAIN);
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The classes that a start loads, as {@link StartRehearsal} has kept them. */
    static Path archive(Path registryDirectory) {
        return registryDirectory.resolve("registry.jsa");
    }

    /** A JVM passes over an archive of another one, which is to be no matter of its log. */
    private static List<String> archived(Path registryDirectory) {
        Path archive = archive(registryDirectory);
        return Files.exists(archive)
                ? List.of("-XX:SharedArchiveFile=" + archive.toAbsolutePath(), "-Xlog:cds*=off")
                : List.of();
    }

    private static Path runnerJar(Path registryDirectory) {
        try (Stream<Path> files = Files.list(registryDirectory)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> notUnpacked(registryDirectory, null));
        } catch (IOException e) {
            throw notUnpacked(registryDirectory, e);
        }
    }

    private static StandaloneException notUnpacked(Path registryDirectory, IOException cause) {
        return new StandaloneException(
                "The schema registry's program is not in " + registryDirectory + "; build Sluice again.", cause);
    }

    private static Path ownClasses() {
        try {
            return Path.of(RegistryMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes are loaded from no file", e);
        }
    }
}
