package io.sluice.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "2024-01-02T03:04:05Z, 1704164645000000",
        "2024-01-02T03:04:05.5Z, 1704164645500000",
        "2024-01-02T03:04:05.000006Z, 1704164645000006",
        "1969-12-31T23:59:59.999999Z, -1",
        "2024-01-02T03:04:05+01:00, 1704161045000000",
        "2024-01-02T03:04:05.0000064Z, 1704164645000006",
        "2024-01-02T03:04:05.0000065Z, 1704164645000007",
        "2024-01-02T03:04Z, 1704164640000000",
        "-0044-03-15T12:00:00Z, -63549316800000000",
    })
    void readsInstants(String text, long micros) {
        assertThat(InstantText.epochMicros(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024-01-02",
                "2024-01-02T03:04:05",
                "2024-02-30T00:00:00Z",
                "2024-01-02T24:00:01Z",
                "2024-01-02T03:60:00Z",
                "2024-01-02T03:04:0xZ",
                "+300000-01-01T00:00:00Z",
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> InstantText.epochMicros(text)).isInstanceOf(DateTimeException.class);
    }
}
