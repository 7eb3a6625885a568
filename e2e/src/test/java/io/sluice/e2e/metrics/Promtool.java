package io.sluice.e2e.metrics;

import io.sluice.demo.server.AptArchive;
import io.sluice.demo.server.AptPackages;
import io.sluice.demo.server.AptPackages.Dependencies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prometheus' checker of its files: the one on the PATH, else the one of this machine's release. */
record Promtool(Path program) {

    private static final AptPackages PACKAGES =
            new AptPackages(AptArchive.RELEASE, Dependencies.MISSING, List.of(List.of("prometheus")));

    record Result(int code, String said) {}

    static Promtool find() {
        return new Promtool(PACKAGES.program("promtool"));
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " does not end: " + said);
        }
        return new Result(process.exitValue(), said);
    }
}
