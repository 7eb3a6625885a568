package io.sluice.core.failure;

/** The exit codes of every command. */
public enum ExitCode {
    DONE(0),
    /** Differences were found, or a check failed, or the pipeline did. */
    FAILED_CHECK(1),
    /** The command line or the configuration is wrong. */
    WRONG_USAGE(2),
    /** A database or server could not be reached. */
    UNREACHABLE(3);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
