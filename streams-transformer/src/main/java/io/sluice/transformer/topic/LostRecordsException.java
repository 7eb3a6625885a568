package io.sluice.transformer.topic;

/** Records of a raw topic are gone that the transformer has not read; the message says what to do. */
public final class LostRecordsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private LostRecordsException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param next the offset that was to be read next */
    static LostRecordsException gap(String topic, int partition, long next, Throwable cause) {
        return new LostRecordsException(
                "Topic " + topic + ", partition " + partition + " has no record at offset " + next
                        + ", which was to be read next: Kafka removed what was not read yet, or the topic was deleted and"
                        + " created again. Changes are lost, so begin the pipeline from nothing (docs/own-servers.md).",
                cause);
    }

    static LostRecordsException another(String topic) {
        return new LostRecordsException(
                "Topic " + topic + " was deleted and created again since it was read. Changes may be lost, so begin the"
                        + " pipeline from nothing (docs/own-servers.md).",
                null);
    }
}
