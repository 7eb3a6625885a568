package io.sluice.core.charset;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An encoding of Unicode, about which Java and MySQL agree. */
record UnicodeCharset(Charset charset) implements StoredCharset {

    /** By MySQL's names. */
    static final Map<String, StoredCharset> ALL = Map.of(
            "utf8mb4", new UnicodeCharset(StandardCharsets.UTF_8),
            "utf8mb3", new UnicodeCharset(StandardCharsets.UTF_8),
            "utf8", new UnicodeCharset(StandardCharsets.UTF_8),
            "ucs2", new UnicodeCharset(StandardCharsets.UTF_16BE),
            "utf16", new UnicodeCharset(StandardCharsets.UTF_16BE),
            "utf16le", new UnicodeCharset(StandardCharsets.UTF_16LE),
            "utf32", new UnicodeCharset(Charset.forName("UTF-32BE")));

    private static final char REPLACEMENT = '\ufffd';

    @Override
    public String decode(byte[] bytes) {
        String text = new String(bytes, charset);
        // Only a text with this character may be one that is none: nearly all are done here.
        return text.indexOf(REPLACEMENT) < 0 ? UndecodableText.escaped(text) : strict(bytes);
    }

    private String strict(byte[] bytes) {
        try {
            return UndecodableText.escaped(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return UndecodableText.of(bytes, new String(bytes, charset));
        }
    }
}
