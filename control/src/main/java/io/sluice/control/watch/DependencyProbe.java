package io.sluice.control.watch;

/** Asks one dependency whether it serves the pipeline. Takes some seconds at most, and leaves nothing open. */
@FunctionalInterface
public interface DependencyProbe {

    /** @throws Exception if the dependency is silent or refuses; the message says what to do */
    void ask() throws Exception;
}
