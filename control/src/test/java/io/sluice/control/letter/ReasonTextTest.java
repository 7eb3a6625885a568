package io.sluice.control.letter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            column value: 9223372036854775808 does not fit bigint | column value: … does not fit bigint
            column born: '2010-02-31' is no date                  | column born: … is no date
            column line2: 0000-00-00 is no date                   | column line2: … is no date
            Topic p.postgres.a.t, partition 0, offset 5 cannot be applied to a.t: ERROR: null value in column "x" Detail: Failing row contains (1, null). | ERROR: null value in column "x"
            """)
    void leavesOutWhatDiffers(String reason, String common) {
        assertThat(ReasonText.of(reason)).isEqualTo(common);
    }
}
