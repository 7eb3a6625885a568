package io.sluice.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01 00:00:00, 0",
        "1969-12-31 23:59:59.5, -500000",
        "2024-02-29 12:00:00.000001+00, 1709208000000001",
        "9999-12-31 23:59:59.999999, 253402300799999999",
        "0001-01-01 00:00:00+00 BC, -62167219200000000",
    })
    void readsAndWritesTimestamps(String text, long micros) {
        assertThat(DateTimeText.micros(text)).isEqualTo(micros);
        assertThat(DateTimeText.timestamp(micros)).isEqualTo(text.replace("+00", ""));
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01, 0", "1969-12-31, -1", "0001-01-01 BC, -719528", "12345-06-07, 3789548"})
    void readsAndWritesDates(String text, int days) {
        assertThat(DateTimeText.days(text)).isEqualTo(days);
        assertThat(DateTimeText.date(days)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "00:00:00, 0",
        "-838:59:59, -3020399000000",
        "00:00:00.00001, 10",
        "2562047788:00:54.775807, 9223372036854775807"
    })
    void readsAndWritesDurations(String text, long micros) {
        if (micros != Long.MAX_VALUE) {
            assertThat(DateTimeText.duration(text)).isEqualTo(micros);
        }
        assertThat(DateTimeText.duration(micros)).startsWith(text.substring(0, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000-00-00", "2010-05-00", "2023-02-29", "infinity", "1 day", "2024-01-01 00:00"})
    void refusesWhatIsNoMoment(String text) {
        assertThatThrownBy(() -> DateTimeText.micros(text)).isInstanceOf(DateTimeException.class);
    }
}
