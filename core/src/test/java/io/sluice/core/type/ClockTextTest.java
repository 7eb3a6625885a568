package io.sluice.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 00:00:00",
        "1, 00:00:00.000001",
        "-1, -00:00:00.000001",
        "45296500000, 12:34:56.5",
        "86400000000, 24:00:00",
        "-3020399000000, -838:59:59",
        "9223372036854775807, 2562047788:00:54.775807",
        "-9223372036854775808, -2562047788:00:54.775808",
    })
    void writesMicroseconds(long micros, String text) {
        StringBuilder out = new StringBuilder();
        ClockText.append(micros, out);
        assertThat(out).hasToString(text);
    }
}
