package io.sluice.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.letter.LetterOriginal;
import java.util.Base64;
import java.util.Optional;

/**
 * What could not be carried over as {@code --json} prints it; what there is not is null.
 *
 * @param key the record's bytes in Base64
 * @param value likewise
 * @param values of the row
 */
public record OriginalDocument(String key, String value, JsonNode values) {

    public static OriginalDocument of(LetterOriginal original) {
        return new OriginalDocument(
                base64(original.key()),
                base64(original.value()),
                original.values().orElse(null));
    }

    private static String base64(Optional<byte[]> bytes) {
        return bytes.map(Base64.getEncoder()::encodeToString).orElse(null);
    }
}
