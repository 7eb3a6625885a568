package io.sluice.core.charset;

import java.util.HexFormat;

/**
 * Bytes of a text column that are no text in the column's character set. On the raw topics they take the place of the
 * text: a mark, the bytes in hexadecimal, and what can be read of them. A text that begins with the mark itself, as none
 * does by accident, has it twice.
 */
public final class UndecodableText {

    private static final String MARK = "\0bytes:";
    private static final String TEXT_MARK = MARK + MARK;
    private static final char END = '\0';

    private UndecodableText() {}

    /**
     * What to send for the bytes.
     *
     * @param readable the text with U+FFFD for what is none
     */
    public static String of(byte[] bytes, String readable) {
        return MARK + HexFormat.of().formatHex(bytes) + END + readable.replace(END, '\ufffd');
    }

    /** What to send for a text: itself, but for one that would be taken for bytes. */
    public static String escaped(String text) {
        return text.startsWith(MARK) ? MARK + text : text;
    }

    /** Whether a text as received stands for bytes. */
    public static boolean isOne(String received) {
        return received.startsWith(MARK) && !received.startsWith(TEXT_MARK);
    }

    /** The text that {@link #escaped} was given. */
    public static String unescaped(String received) {
        return received.startsWith(MARK) ? received.substring(MARK.length()) : received;
    }

    public static String hex(String received) {
        return received.substring(MARK.length(), received.indexOf(END, MARK.length()));
    }

    public static String readable(String received) {
        return received.substring(received.indexOf(END, MARK.length()) + 1);
    }
}
