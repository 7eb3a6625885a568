package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormsTest {

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
