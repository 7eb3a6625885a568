package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormsTest {

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1, "b": 2}   | {"b":2,"a":1}
            {"a": 1, "a": 2}   | {"a": 2}
            [1.0, 1e2, -0.0]   | [1, 100, 0]
            12345678901234567890123.10 | 12345678901234567890123.1
            "\\u00e4"          | "ä"
            {}                 | { }
            [{"x": [], "y": null}] | [{"y": null, "x": []}]
            """)
    void findsDocumentsOfTheSameMeaningEqual(String left, String right) {
        assertThat(JsonText.canonical(left)).isEqualTo(JsonText.canonical(right));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1, 2]     | [2, 1]
            1          | "1"
            null       | "null"
            {"a": 1}   | {"a": 1, "b": null}
            9007199254740993 | 9007199254740992
            []         | {}
            [12]       | [1,2]
            """)
    void tellsOtherDocumentsApart(String left, String right) {
        assertThat(JsonText.canonical(left)).isNotEqualTo(JsonText.canonical(right));
    }

    @Test
    void ordersTextAsItsBytes() {
        List<String> texts =
                List.of("", "a", "a ", "ab", "B", "ä", "\uE000", "\uFFFD", "😀", "😁", "\uD7FF", "a😀", "a\uFFFF");
        for (String left : texts) {
            for (String right : texts) {
                int bytes = Arrays.compareUnsigned(
                        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
                assertThat(Integer.signum(KeyOrder.compareCodePoints(left, right)))
                        .as("%s against %s", left, right)
                        .isEqualTo(Integer.signum(bytes));
            }
        }
    }
}
