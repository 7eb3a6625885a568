package io.sluice.core.wire;

/** The headers of the records on the pipeline's own topics; all values but that of {@link #SOURCE_KEY} are UTF-8 text. */
public final class Headers {

    /** A {@link io.sluice.core.model.Operation#code()}, or {@link #SEQUENCE}. */
    public static final String OPERATION = "sluice.op";

    /** {@link io.sluice.core.model.SourcePosition#toString()}. */
    public static final String POSITION = "sluice.position";

    /** {@link io.sluice.core.model.SourcePosition#transaction()}; rows that were read from a table have none. */
    public static final String TRANSACTION = "sluice.tx";

    /** When that transaction committed on MySQL: microseconds since the epoch, decimal. */
    public static final String COMMIT_TIME = "sluice.commit-time";

    /**
     * On the tombstone of a row: the {@link RowSchemas#key} schema as JSON, since its key says what its columns hold but not
     * their types, and not which table they are of.
     */
    public static final String KEY_SCHEMA = "sluice.key-schema";

    /** The operation of a record on the sequences topic. */
    public static final String SEQUENCE = "sequence";

    /** On a dead letter: why the record could not be carried over. */
    public static final String REASON = "sluice.reason";

    /** On a dead letter: the name of its {@link io.sluice.core.letter.ReasonClass}. */
    public static final String REASON_CLASS = "sluice.reason-class";

    /**
     * On a dead letter of the load and the transformer: the key that the row has on its output topic, in canonical JSON;
     * absent for a table without a key, and where the key cannot be read or mapped.
     */
    public static final String ROW_KEY = "sluice.row-key";

    /** On a dead letter: the stage that gave the record up. */
    public static final String STAGE = "sluice.stage";

    /** On a dead letter: the topic, partition and offset of the record. */
    public static final String SOURCE_TOPIC = "sluice.source-topic";

    public static final String SOURCE_PARTITION = "sluice.source-partition";

    public static final String SOURCE_OFFSET = "sluice.source-offset";

    /** On a dead letter: the record's key, byte for byte; absent if it had none. */
    public static final String SOURCE_KEY = "sluice.source-key";

    /**
     * On a raw record whose row is left out, since it is larger than {@link RecordLimit} allows: the bytes of its values.
     * On a dead letter: how many bytes the record had of which this is the beginning, or of which nothing is left.
     */
    public static final String ORIGINAL_BYTES = "sluice.original-bytes";

    /**
     * On a raw record of a table with a key: the bytes of the values of both images, which do not fit into one record, so
     * that of the image before the change only small values are there.
     */
    public static final String SHORTENED_BEFORE = "sluice.shortened-before";

    private Headers() {}
}
