package io.sluice.demo.server;

import java.nio.file.Path;
import java.util.List;

/** What runs on this machine. */
final class Processes {
    private Processes() {}

    /** The processes, other than this one, whose command line has the path. */
    static List<ProcessHandle> naming(Path path) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> process.info().commandLine().orElse("").contains(path.toString()))
                .toList();
    }
}
