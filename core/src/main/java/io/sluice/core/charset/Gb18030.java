package io.sluice.core.charset;

/** The part of gb18030 that is computed: four bytes for each character beyond U+FFFF, in the order of the characters. */
final class Gb18030 {

    private static final int CODE_BYTES = 4;
    private static final int[] LOWEST = {0x90, 0x30, 0x81, 0x30};
    private static final int[] VALUES = {0x6f, 10, 126, 10};

    private Gb18030() {}

    /** The character whose four bytes begin at this place, or {@link CodeTree#NONE}. */
    static int supplementary(byte[] bytes, int start) {
        if (start + CODE_BYTES > bytes.length) {
            return CodeTree.NONE;
        }
        int number = 0;
        for (int i = 0; i < CODE_BYTES; i++) {
            int digit = (bytes[start + i] & 0xff) - LOWEST[i];
            if (digit < 0 || digit >= VALUES[i]) {
                return CodeTree.NONE;
            }
            number = number * VALUES[i] + digit;
        }
        int character = Character.MIN_SUPPLEMENTARY_CODE_POINT + number;
        return character <= Character.MAX_CODE_POINT ? character : CodeTree.NONE;
    }
}
