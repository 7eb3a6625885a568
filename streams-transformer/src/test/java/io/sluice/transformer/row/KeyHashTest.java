package io.sluice.transformer.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyHashTest {

    private final KeyHash hash = new KeyHash(new int[] {2, 0});

    private int partition(Object... row) {
        return hash.partition(row, 16);
    }

    @Test
    void looksAtTheKeyOnly() {
        assertThat(partition(1, "x", "k")).isEqualTo(partition(1, "y", "k"));
    }

    @Test
    void doesNotMoveWhenAnIntegerKeyGetsWider() {
        assertThat(partition(1, "", "k")).isEqualTo(partition(1L, "", "k"));
    }

    @Test
    void looksAtTheContentOfBytes() {
        ByteBuffer slice = ByteBuffer.wrap(new byte[] {9, 1, 2}, 1, 2).slice();
        assertThat(partition(ByteBuffer.wrap(new byte[] {1, 2}), "", "k")).isEqualTo(partition(slice, "", "k"));
    }

    @Test
    void spreadsKeysOverAllPartitions() {
        assertThat(IntStream.range(0, 500)
                        .mapToObj(i -> partition(new BigDecimal(i), "", "k"))
                        .distinct())
                .hasSize(16)
                .allMatch(partition -> partition >= 0 && partition < 16);
    }
}
