package io.sluice.core.wire;

import org.apache.avro.Schema;

/**
 * Where the Avro schemas of the topics are kept: a schema is written once and named by its id in every record.
 *
 * <p>Implementations are thread-safe and remember what they have seen, so that a call per record would be cheap; a
 * failure is a {@link SchemaRegistryException}.
 */
public interface SchemaRegistry {

    /**
     * Makes {@code schema} known under {@code subject} and returns its id; the same schema always gets the same id.
     *
     * @param subject {@code <topic>-key} or {@code <topic>-value}
     */
    int register(String subject, Schema schema);

    /** The schema that was registered with this id; {@link SchemaRegistryException.Kind#NO_SUCH_SCHEMA} if there is none. */
    Schema schema(int id);
}
