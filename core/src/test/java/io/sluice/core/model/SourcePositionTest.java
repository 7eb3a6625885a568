package io.sluice.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePositionTest {

    @Test
    void readsWhatItWrites() {
        var plain = new SourcePosition(Optional.empty(), "binlog.000001", 4, 2);
        var named = new SourcePosition(
                Optional.of("3e11fa47-71ca-11e1-9e33-c80aa9429562:23"), "a:b.000001", 123_456_789_012L, 0);
        assertThat(SourcePosition.parse(plain.toString())).isEqualTo(plain);
        assertThat(SourcePosition.parse(named.toString())).isEqualTo(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "binlog.000001", "binlog.000001:4", "binlog.000001:x:0", "binlog.000001:-4:0"})
    void refusesOtherText(String text) {
        assertThatThrownBy(() -> SourcePosition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no source position");
    }
}
