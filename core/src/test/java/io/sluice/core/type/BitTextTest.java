package io.sluice.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BitTextTest {

    private static String text(ByteBuffer littleEndian, int bits) {
        StringBuilder out = new StringBuilder();
        BitText.append(littleEndian, bits, out);
        return out.toString();
    }

    @Test
    void writesTheMostSignificantBitFirst() {
        assertThat(text(ByteBuffer.wrap(new byte[] {(byte) 0b1000_0001, 0b0101}), 12))
                .isEqualTo("010110000001");
    }

    @Test
    void takesBitsThatAreNotThereForZeros() {
        assertThat(text(ByteBuffer.wrap(new byte[] {3}), 10)).isEqualTo("0000000011");
    }

    @Test
    void leavesTheBytesUnread() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2}).position(1);
        assertThat(text(bytes, 3)).isEqualTo("010");
        assertThat(bytes.remaining()).isEqualTo(1);
    }
}
