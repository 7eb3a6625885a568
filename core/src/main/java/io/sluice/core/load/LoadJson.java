package io.sluice.core.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.name.TableId;
import java.io.IOException;

/** The JSON of the load's records. */
final class LoadJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LoadJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode table(TableId table) {
        return object().put("database", table.schema()).put("table", table.table());
    }

    static TableId table(JsonNode node) {
        return new TableId(
                node.required("database").asText(), node.required("table").asText());
    }

    static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and numbers have no JSON form", e);
        }
    }

    static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("what is on the topics of the load is not JSON", e);
        }
    }
}
