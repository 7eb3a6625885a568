package io.sluice.core.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.name.TableId;
import java.io.IOException;

/** The JSON of the records by which a pipeline's stages agree. */
public final class RecordJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordJson() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** An object that names a table. */
    public static ObjectNode table(TableId table) {
        return object().put("database", table.schema()).put("table", table.table());
    }

    /** The table that an object names. */
    public static TableId table(JsonNode node) {
        return new TableId(
                node.required("database").asText(), node.required("table").asText());
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and numbers have no JSON form", e);
        }
    }

    /**
     * Reads what {@link #bytes} writes.
     *
     * @param what the records are of, for the message
     * @throws IllegalArgumentException if this is not JSON
     */
    public static JsonNode read(byte[] bytes, String what) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("what is on the topic of " + what + " is not JSON", e);
        }
    }
}
