package io.sluice.schema.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPositionTest {

    @ParameterizedTest
    @CsvSource({
        "binlog.000007:4, binlog.000007:4, true",
        "binlog.000007:4, binlog.000007:5, false",
        "binlog.000008:4, binlog.000007:5, true",
        "binlog.1000000:4, binlog.999999:5, true",
        "binlog.999999:5, binlog.1000000:4, false"
    })
    void withoutGtidsFilesFollowTheirNumbers(String reader, String end, boolean reached) throws SQLException {
        assertThat(position(reader).reaches(position(end), null)).isEqualTo(reached);
    }

    private static LogPosition position(String text) {
        int colon = text.indexOf(':');
        return new LogPosition(1, text.substring(0, colon), Long.parseLong(text.substring(colon + 1)), "");
    }
}
