package io.sluice.schema.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.core.wire.RulesDocument;
import java.nio.charset.StandardCharsets;

/**
 * What of {@code pipeline.yaml} decides which tables a pipeline has, and what they are like.
 *
 * @param rules the user's
 */
public record TableConfiguration(MappingRules rules, TableSelection tables) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static TableConfiguration of(Pipeline pipeline) {
        return new TableConfiguration(pipeline.rules(), pipeline.tables());
    }

    /** Reads what {@link #rulesText} and {@link #tablesText} have written. */
    static TableConfiguration parse(String rules, String tables) {
        try {
            return new TableConfiguration(
                    RulesDocument.decode(rules.getBytes(StandardCharsets.UTF_8)),
                    JSON.readValue(tables, TableSelection.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("sluice.pipeline has a selection of tables that is not JSON", e);
        }
    }

    String rulesText() {
        return new String(RulesDocument.encode(rules), StandardCharsets.UTF_8);
    }

    String tablesText() {
        try {
            return JSON.writeValueAsString(tables);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a selection of tables has no JSON form", e);
        }
    }
}
