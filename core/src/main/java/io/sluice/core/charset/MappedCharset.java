package io.sluice.core.charset;

/** A character set whose codes MySQL has told. */
final class MappedCharset implements StoredCharset {

    private static final char REPLACEMENT = '\ufffd';

    /** The most bytes that one character takes: more than three has gb18030 only. */
    private static final int COMPUTED_BYTES = 4;

    private final CodeTree codes;
    private final int bytesMax;

    /** @param bytesMax of one character */
    MappedCharset(CodeTree codes, int bytesMax) {
        this.codes = codes;
        this.bytesMax = bytesMax;
    }

    @Override
    public String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        boolean decodable = true;
        for (int at = 0; at < bytes.length; ) {
            int length = appendOne(bytes, at, text);
            if (length == 0) {
                decodable = false;
                text.append(REPLACEMENT);
                length = 1;
            }
            at += length;
        }
        return decodable ? UndecodableText.escaped(text.toString()) : UndecodableText.of(bytes, text.toString());
    }

    /** The number of bytes of the character at this place: 0, if there is none. */
    private int appendOne(byte[] bytes, int start, StringBuilder text) {
        CodeTree tree = codes;
        for (int at = start; at < bytes.length && tree != null; at++) {
            int value = bytes[at] & 0xff;
            int character = tree.character(value);
            if (character != CodeTree.NONE) {
                text.appendCodePoint(character);
                return at + 1 - start;
            }
            tree = tree.after(value);
        }
        int computed = bytesMax == COMPUTED_BYTES ? Gb18030.supplementary(bytes, start) : CodeTree.NONE;
        if (computed == CodeTree.NONE) {
            return 0;
        }
        text.appendCodePoint(computed);
        return COMPUTED_BYTES;
    }
}
