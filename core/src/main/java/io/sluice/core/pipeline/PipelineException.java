package io.sluice.core.pipeline;

/** What the user wrote cannot be used. The message is one sentence that says where, why and what would be right. */
public final class PipelineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PipelineException(String message) {
        super(message);
    }

    public PipelineException(String message, Throwable cause) {
        super(message, cause);
    }
}
