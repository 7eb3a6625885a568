package io.sluice.load.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.charset.SourceCharsets;
import io.sluice.core.load.LoadWork;
import io.sluice.core.load.RangeProgress;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.demo.server.LocalMySql;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.catalog.StructureChangedException;
import io.sluice.schema.source.CharsetQuery;
import io.sluice.schema.value.SourceValues;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunk after chunk, every row of a table is read once, whatever its key is. */
class ChunksTest {

    private static LocalMySql server;
    private static Connection mysql;

    @BeforeAll
    static void start() throws SQLException {
        server = LocalMySql.start(Path.of("target", "servers", "mysql"), line -> {});
        mysql = server.rootConnection();
        SourceValues.prepare(mysql);
        execute("SET SESSION sql_mode = 'ALLOW_INVALID_DATES', transaction_isolation = 'REPEATABLE-READ'");
        execute("DROP DATABASE IF EXISTS chunks");
        execute("CREATE DATABASE chunks");
    }

    @AfterAll
    static void stop() throws SQLException {
        mysql.close();
        server.close();
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "k TINYINT | k | (-128), (-1), (0), (1), (127)",
                "k BIGINT UNSIGNED | k | (0), (9223372036854775807), (9223372036854775808), (18446744073709551615)",
                "k INT(5) UNSIGNED ZEROFILL | k | (0), (7), (42), (99999), (4294967295)",
                "k DECIMAL(30,10) | k | (-1.5), (0), (0.0000000001), (12345678901234567890.123)",
                "k FLOAT | k | (-1.1), (0.1), (0.3), (1e-30), (16777216), (3.4e38)",
                "k DOUBLE | k | (-1e308), (-0.1), (0.1), (0.30000000000000004), (1e-300)",
                "k BIT(10) | k | (b'0'), (b'1'), (b'1000000000'), (b'1111111111')",
                "k YEAR | k | (0), (1901), (2000), (2155)",
                "k DATE | k | ('0000-00-00'), ('2020-00-01'), ('1000-01-01'), ('9999-12-31')",
                "k TIME(3) | k | ('-838:59:59'), ('-00:00:00.001'), ('00:00:00'), ('838:59:59')",
                "k DATETIME(6) | k | ('0000-00-00'), ('2020-02-30'), ('2020-02-28 23:59:59.999999'), ('9999-12-31 23:59:59')",
                "k TIMESTAMP(6) | k | ('0000-00-00'), ('1970-01-01 00:00:01'), ('2020-10-25 01:30:00.5'), ('2038-01-19 03:14:07')",
                "k ENUM('z','a','m') | k | ('z'), ('a'), ('m')",
                "k SET('z','a','m') | k | (''), ('z'), ('a'), ('z,m'), ('z,a,m')",
                "k VARCHAR(20) COLLATE utf8mb4_0900_ai_ci | k | (''), ('a'), ('Ä b'), ('ae'), ('Z'), ('ß'), ('''quote\\\\'), ('😀')",
                "k VARCHAR(20) COLLATE utf8mb4_bin | k | (''), ('A'), ('a'), ('a b'), ('Z'), ('ä'), ('😀')",
                "k VARCHAR(20) COLLATE utf8mb4_general_ci | k | ('A'), ('b'), ('C'), ('d'), ('ß')",
                "k VARCHAR(20) CHARACTER SET latin1 | k | ('ä'), ('b'), ('ÿ'), ('€')",
                "k VARCHAR(20) CHARACTER SET utf16 | k | ('ä'), ('b'), ('日本'), ('😀')",
                "k VARCHAR(20) CHARACTER SET gbk | k | ('a'), ('中'), ('文'), ('z')",
                "k CHAR(10) | k | ('a'), ('a\\tb'), ('b'), ('B c')",
                "k TEXT | k(5) | ('abcdefgh'), ('b'), ('cdefghij'), ('D')",
                "k BINARY(4) | k | (''), (x'00ff'), (x'ff00ff00'), (x'7f'), (x'80')",
                "k VARBINARY(8) | k | (''), (x'00'), (x'0000'), (x'00ff'), (x'ff'), (x'ff00')",
                "k BLOB | k(4) | (x'00'), (x'0001'), (x'ff00aabbcc')",
            })
    void byAnyType(String column, String key, String values) throws SQLException {
        create("k", column + " NOT NULL", key, values);

        assertReadsAll(1);
        assertReadsAll(2);
        assertReadsAll(100);
    }

    @Test
    void byAMixture() throws SQLException {
        create(
                "a, b, c",
                "a VARCHAR(5) COLLATE utf8mb4_0900_ai_ci NOT NULL, b INT NOT NULL, c DATETIME(3) NOT NULL",
                "a, b, c",
                "('x', 1, '2020-01-01'), ('X', 1, '2020-01-02'), ('x', 2, '2019-01-01'), ('X', 2, '2019-01-01 00:00:00.001'),"
                        + " ('y', -1, '2020-01-01'), ('Y', 0, '0000-00-00'), ('z', 5, '2020-01-01')");

        for (int rowsMax = 1; rowsMax <= 8; rowsMax++) {
            assertReadsAll(rowsMax);
        }
    }

    @Test
    void inRangesThatMeet() throws SQLException {
        create("k, n", "k BIGINT NOT NULL, n INT NOT NULL", "k, n", "(-5, 1), (-5, 2), (0, 1), (3, 1), (3, 2), (4, 1)");
        List<String> cuts = List.of("-5", "3");

        List<List<Object>> read = new ArrayList<>();
        for (int range = 0; range <= cuts.size(); range++) {
            read.addAll(walk(
                    range == 0 ? List.of() : List.of(cuts.get(range - 1)),
                    range == cuts.size() ? Optional.empty() : Optional.of(cuts.get(range)),
                    1));
        }
        assertThat(read).isEqualTo(walk(List.of(), Optional.empty(), 100)).hasSize(6);
    }

    @Test
    void aChunkEndsWhereNoMoreRowsAreWanted() throws SQLException {
        create("k", "k INT NOT NULL", "k", "(1), (2), (3)");
        List<Object> taken = new ArrayList<>();

        List<String> last = reader().read(mysql, chunk(List.of(), Optional.empty()), 100, row -> {
            taken.add(row[0]);
            return taken.size() < 2;
        });

        assertThat(taken).containsExactly(1, 2);
        assertThat(last).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD COLUMN x INT",
                "MODIFY note VARCHAR(20)",
                "MODIFY note VARCHAR(10) CHARACTER SET latin1",
                "MODIFY note VARCHAR(10) NOT NULL",
                "DROP PRIMARY KEY",
                "DROP PRIMARY KEY, ADD PRIMARY KEY (k, n)"
            })
    void aReloadReadsNoTableThatIsNotWhatItWas(String change) throws SQLException {
        create("k, n", "k INT NOT NULL, n INT NOT NULL", "k", "(1, 1)");
        TableReader reader = reader();
        LoadWork.Reload work =
                new LoadWork.Reload(1, new TableId("chunks", "t"), Optional.empty(), List.of(), RangeProgress.NONE);
        reader.lock(mysql, work, 10).close();

        execute("ALTER TABLE chunks.t " + change);

        assertThatThrownBy(() -> reader.lock(mysql, work, 10)).isInstanceOf(StructureChangedException.class);
    }

    private static void create(String names, String columns, String key, String values) throws SQLException {
        execute("DROP TABLE IF EXISTS chunks.t");
        execute("CREATE TABLE chunks.t (" + columns + ", note VARCHAR(10) DEFAULT 'n', PRIMARY KEY (" + key + "))");
        execute("INSERT INTO chunks.t (" + names + ") VALUES " + values);
    }

    private static void assertReadsAll(int rowsMax) throws SQLException {
        List<List<Object>> all = new ArrayList<>();
        reader().readAll(mysql, row -> all.add(Arrays.asList(row)));
        assertThat(walk(List.of(), Optional.empty(), rowsMax))
                .as("%d rows at once", rowsMax)
                .containsExactlyInAnyOrderElementsOf(all)
                .isNotEmpty();
    }

    private static List<List<Object>> walk(List<String> from, Optional<String> upTo, int rowsMax) throws SQLException {
        TableReader reader = reader();
        List<List<Object>> rows = new ArrayList<>();
        List<String> after = from;
        do {
            after = reader.read(mysql, chunk(after, upTo), rowsMax, row -> rows.add(Arrays.asList(row)));
        } while (!after.isEmpty());
        return rows;
    }

    private static LoadWork.Chunk chunk(List<String> after, Optional<String> upTo) {
        return new LoadWork.Chunk(1, new TableId("chunks", "t"), 0, after, upTo, 100, RangeProgress.NONE);
    }

    private static TableReader reader() throws SQLException {
        CatalogTable table = SourceCatalog.read(mysql, new TableSelection(List.of("chunks"), List.of(), List.of()))
                .tables()
                .get(0);
        return new TableReader(table, new SourceCharsets(new CharsetQuery(server::rootConnection)));
    }
}
