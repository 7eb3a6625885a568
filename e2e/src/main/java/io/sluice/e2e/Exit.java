package io.sluice.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** How a command ended: its exit code, and all it printed. */
public record Exit(int code, String out, String err) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Standard output as the one JSON document that {@code --json} promises. */
    public JsonNode json() {
        try {
            return JSON.readTree(out);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not one JSON document: " + this, e);
        }
    }
}
