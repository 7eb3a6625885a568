package io.sluice.load.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class RangeSplitTest {

    @Test
    void cutsAtEvenDistances() {
        assertThat(RangeSplit.even(BigInteger.valueOf(-10), BigInteger.valueOf(30), 4))
                .containsExactly("0", "10", "20");
        assertThat(RangeSplit.even(BigInteger.ZERO, new BigInteger("18446744073709551615"), 2))
                .containsExactly("9223372036854775807");
    }

    @Test
    void doesNotCutValuesThatAreCloseTogether() {
        assertThat(RangeSplit.even(BigInteger.ONE, BigInteger.TWO, 4)).isEmpty();
    }
}
