package io.sluice.core.type;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** Decodes text from the bytes in which MySQL stores it. */
public final class StoredText {

    private static final char REPLACEMENT = '\ufffd';
    private static final Charset CP1252 = Charset.forName("windows-1252");

    private StoredText() {}

    /** The text, or what {@link UndecodableText} says for bytes that are none. */
    public static String decode(byte[] bytes, Charset charset) {
        String text = new String(bytes, charset);
        // Only a text with this character may be one that is none: nearly all are done here.
        if (text.indexOf(REPLACEMENT) >= 0) {
            return CP1252.equals(charset) ? latin1(bytes, text) : strict(bytes, charset);
        }
        return UndecodableText.escaped(text);
    }

    /** MySQL's latin1 is Windows-1252, but that it has the control characters where that has nothing. */
    private static String latin1(byte[] bytes, String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] == REPLACEMENT) {
                characters[i] = (char) (bytes[i] & 0xff);
            }
        }
        return new String(characters);
    }

    private static String strict(byte[] bytes, Charset charset) {
        try {
            return UndecodableText.escaped(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return UndecodableText.of(bytes, new String(bytes, charset));
        }
    }
}
