package io.sluice.e2e.bench;

/** The processes that this one has started, and those that they have. */
public final class Descendants {

    private Descendants() {}

    /** From now on a signal ends this process with all that it has started. */
    public static void endWithThisProcess() {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
    }
}
