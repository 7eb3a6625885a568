package io.sluice.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SchemaNamesTest {

    @Test
    void leavesNamesThatFitAlone() {
        assertThat(Identifiers.fitted("é".repeat(31) + "x")).isEqualTo("é".repeat(31) + "x");
    }

    @Test
    void shortensNamesByBytesWithoutMakingThemEqual() {
        String one = "\uD83D\uDE00".repeat(20) + "one";
        String two = "\uD83D\uDE00".repeat(20) + "two";

        assertThat(Identifiers.fitted(one)).startsWith("\uD83D\uDE00".repeat(13) + "_");
        assertThat(Identifiers.fitted(one).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
        assertThat(Identifiers.fitted(one)).isEqualTo(Identifiers.fitted(one)).isNotEqualTo(Identifiers.fitted(two));
    }

    @Test
    void givesIndexesNamesThatAreUniqueInTheirSchema() {
        var names = new SchemaNames();
        names.reserve(new TableId("shop", "orders_lines"));

        assertThat(names.part(new TableId("shop", "orders"), "by_day")).isEqualTo("orders_by_day");
        assertThat(names.part(new TableId("shop", "orders_by"), "day")).matches("orders_by_day_[0-9a-f]{8}");
        assertThat(names.part(new TableId("shop", "orders"), "lines")).matches("orders_lines_[0-9a-f]{8}");
        assertThat(names.part(new TableId("billing", "orders"), "by_day")).isEqualTo("orders_by_day");
    }
}
