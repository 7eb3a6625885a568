package io.sluice.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AvroNamesTest {

    @Test
    void keepsWhatIsLegal() {
        assertThat(AvroNames.legal("order_Id9")).isEqualTo("order_Id9");
    }

    @Test
    void replacesWhatAvroDoesNotTake() {
        assertThat(AvroNames.legal("größe in %")).isEqualTo("gr__e_in__");
        assertThat(AvroNames.legal("2nd")).isEqualTo("_2nd");
        assertThat(AvroNames.legal("")).isEqualTo("_");
    }

    @Test
    void keepsNamesOfOneRecordApart() {
        assertThat(AvroNames.legal(List.of("a b", "a_b", "a-b", "a_b_2")))
                .containsExactly("a_b_3", "a_b", "a_b_4", "a_b_2");
    }
}
