package io.sluice.core.failure;

/** A reason to stop that the user can act on: one sentence with what to do next, and the exit code that goes with it. */
public final class SluiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public SluiceException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public SluiceException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
