package io.sluice.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.TreeMap;

/** Brings JSON documents that mean the same to the same text. */
final class JsonText {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(200_000)
                            .maxNestingDepth(10_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonText() {}

    /**
     * The document with its keys sorted, of equal keys the last one kept, numbers in one notation and no white space: two
     * documents have the same canonical text exactly if {@code jsonb} holds them equal. A text that is no JSON is
     * returned as it is.
     */
    static String canonical(String document) {
        try {
            StringBuilder text = new StringBuilder(document.length());
            append(JSON.readTree(document), text);
            return text.toString();
        } catch (JsonProcessingException e) {
            return document;
        }
    }

    private static void append(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            appendObject(node, text);
        } else if (node.isArray()) {
            char before = '[';
            for (JsonNode element : node) {
                text.append(before);
                append(element, text);
                before = ',';
            }
            text.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            text.append(number.signum() == 0 ? "0" : number.stripTrailingZeros().toString());
        } else {
            text.append(node);
        }
    }

    private static void appendObject(JsonNode node, StringBuilder text) {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        char before = '{';
        for (var field : fields.entrySet()) {
            text.append(before)
                    .append(JSON.getNodeFactory().textNode(field.getKey()))
                    .append(':');
            append(field.getValue(), text);
            before = ',';
        }
        text.append(fields.isEmpty() ? "{}" : "}");
    }
}
