package io.sluice.schema.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import io.sluice.schema.EmptyServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against PostgreSQL itself: the widest row that fits by this count is taken, and one with one more column is refused. */
class RowWidthTest {

    @ParameterizedTest
    @CsvSource({
        "INTERVAL, '1 hour'",
        "TIMESTAMP, '2020-01-01'",
        "TIME, '10:00'",
        "DOUBLE_PRECISION, 1",
        "BIGINT, 1",
        "UUID, '00000000-0000-0000-0000-000000000001'"
    })
    void aRowOfFixedColumnsFitsUpToTheMostBytes(Base base, String value) throws SQLException {
        int columns = 1;
        while (width(base, columns + 1).ofFixed() <= RowWidth.BYTES_MAX) {
            columns++;
        }
        try (Connection postgres = EmptyServers.emptyPostgres()) {
            assertThat(accepts(postgres, base, columns, value)).isTrue();
            assertThat(accepts(postgres, base, columns + 1, value)).isFalse();
        }
    }

    private static RowWidth width(Base base, int columns) {
        List<TargetColumn> all = IntStream.range(0, columns)
                .mapToObj(i -> new TargetColumn("c" + i, PgType.of(base), true))
                .toList();
        return RowWidth.of(new TargetTable(new TableId("public", "wide"), all, List.of()));
    }

    private static boolean accepts(Connection postgres, Base base, int columns, String value) throws SQLException {
        String definitions = String.join(
                ", ",
                IntStream.range(0, columns)
                        .mapToObj(i -> "c" + i + " " + PgType.of(base).sql())
                        .toList());
        Script.run(postgres, "DROP TABLE IF EXISTS wide");
        Script.run(postgres, "CREATE TABLE wide (" + definitions + ")");
        String values = String.join(", ", Collections.nCopies(columns, "'" + value.replace("'", "") + "'"));
        try {
            Script.run(postgres, "INSERT INTO wide VALUES (" + values + ")");
            return true;
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("row is too big");
            return false;
        }
    }
}
