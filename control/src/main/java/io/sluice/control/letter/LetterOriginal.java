package io.sluice.control.letter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.letter.DeadLetter;
import io.sluice.core.letter.LetterStage;
import io.sluice.core.wire.AvroJson;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.SchemaRegistryException;
import io.sluice.core.wire.WireFormat;
import java.io.IOException;
import java.util.Optional;

/**
 * What could not be carried over, as it was.
 *
 * @param key the record's bytes; empty if it had none, and for a row that a load has read
 * @param value the record's bytes, or their beginning where a letter has no room for all; of a row that a load has read, JSON
 * @param values of the row for a person; empty where the bytes cannot be read
 */
public record LetterOriginal(Optional<byte[]> key, Optional<byte[]> value, Optional<JsonNode> values) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static LetterOriginal of(DeadLetter letter, Optional<byte[]> key, Optional<byte[]> value, SchemaRegistry registry) {
        Optional<JsonNode> values = letter.stage() == LetterStage.LOAD
                ? value.flatMap(LetterOriginal::json)
                : value.flatMap(bytes -> avro(bytes, registry)).flatMap(LetterOriginal::row);
        return new LetterOriginal(key, value, values);
    }

    /** An earlier version wrote lines of text. */
    private static Optional<JsonNode> json(byte[] value) {
        try {
            return Optional.of(JSON.readTree(value));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> avro(byte[] value, SchemaRegistry registry) {
        try {
            return Optional.of(AvroJson.of(value, registry.schema(WireFormat.schemaId(value))));
        } catch (IllegalArgumentException | SchemaRegistryException e) {
            return Optional.empty();
        }
    }

    /** Of an envelope of Debezium's, the image that the row had last; empty if it was left out. */
    private static Optional<JsonNode> row(JsonNode record) {
        if (!record.has("op") || !record.has("after")) {
            return Optional.of(record);
        }
        JsonNode image = record.get("after").isNull() ? record.path("before") : record.get("after");
        return image.isObject() ? Optional.of(image) : Optional.empty();
    }
}
