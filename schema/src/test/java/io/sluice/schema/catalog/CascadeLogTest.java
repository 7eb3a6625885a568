package io.sluice.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schema.catalog.CascadeLog.Mode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** By server version and setting: only a server that knows the setting, and has it off, logs what foreign keys change. */
class CascadeLogTest {

    @Test
    void onlyServersThatKnowTheSettingLog() {
        assertThat(CascadeLog.of("8.4.7", Optional.empty()).mode()).isEqualTo(Mode.UNLOGGED);
        assertThat(CascadeLog.of("11.8.3-MariaDB", Optional.empty()).mode()).isEqualTo(Mode.UNLOGGED);
        assertThat(CascadeLog.of("9.6.0", Optional.of("ON")).mode()).isEqualTo(Mode.UNLOGGED_BY_SETTING);
        assertThat(CascadeLog.of("9.6.0", Optional.of("OFF")).mode()).isEqualTo(Mode.LOGGED);
    }
}
