package io.sluice.e2e.bench;

import io.sluice.demo.server.ServerProcess;
import java.util.stream.Stream;

/** The processes that this one has started, and those that they have. */
public final class Descendants {

    private Descendants() {}

    /**
     * From now on a signal ends this process with all that it has started. Servers are left to their guards, which know what
     * ends each of them at once.
     */
    public static void endWithThisProcess() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ProcessHandle.current()
                .children()
                .filter(child -> !ServerProcess.isGuard(child))
                .flatMap(child -> Stream.concat(child.descendants(), Stream.of(child)))
                .forEach(ProcessHandle::destroy)));
    }
}
