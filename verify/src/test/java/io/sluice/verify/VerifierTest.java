package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.core.failure.SluiceException;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Policies;
import io.sluice.core.type.Transformation;
import io.sluice.verify.Sample.Kind;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real MySQL and a real PostgreSQL. */
class VerifierTest {

    private static TwoServers servers;

    @BeforeAll
    static void start() throws SQLException {
        servers = new TwoServers();
    }

    @Test
    void findsTablesEqual() throws Exception {
        TablePair pair = servers.table("orders", "id INT PRIMARY KEY, note VARCHAR(20)");
        servers.both("INSERT INTO shop.orders VALUES (1, 'one'), (2, NULL), (3, '')");

        assertThat(servers.compare(pair))
                .isEqualTo(new TableComparison(pair.source().id(), pair.target().id(), 3, 3, 0, 0, 0, List.of()));
    }

    @Test
    void findsEachKindOfDifference() throws Exception {
        TablePair pair = servers.table("orders", "id INT PRIMARY KEY, note VARCHAR(20), amount DECIMAL(8,2)");
        servers.both("INSERT INTO shop.orders VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 3), (4, NULL, 4)");
        servers.target(
                "UPDATE shop.orders SET note = 'zwei' WHERE id = 2",
                "DELETE FROM shop.orders WHERE id = 3",
                "INSERT INTO shop.orders VALUES (5, 'five', 5), (6, 'six', 6)",
                "UPDATE shop.orders SET note = '' WHERE id = 4");

        TableComparison comparison = servers.compare(pair);

        assertThat(comparison.sourceRows()).isEqualTo(4);
        assertThat(comparison.targetRows()).isEqualTo(5);
        assertThat(comparison.differences()).isEqualTo(5);
        assertThat(comparison.samples())
                .extracting(sample -> sample.key().get("id"), Sample::kind, Sample::columns)
                .containsExactlyInAnyOrder(
                        tuple("2", Kind.CHANGED, List.of("note")),
                        tuple("3", Kind.MISSING, List.of()),
                        tuple("4", Kind.CHANGED, List.of("note")),
                        tuple("5", Kind.EXTRA, List.of()),
                        tuple("6", Kind.EXTRA, List.of()));
        Sample changed = comparison.samples().stream()
                .filter(sample -> sample.key().equals(Map.of("id", "2")))
                .findFirst()
                .orElseThrow();
        assertThat(changed.source()).contains(Map.of("id", "2", "note", "two", "amount", "2.00"));
        assertThat(changed.target()).contains(Map.of("id", "2", "note", "zwei", "amount", "2.00"));
    }

    @Test
    void settlesMoreCandidatesThanOneBatchHolds() throws Exception {
        TablePair pair = servers.table("orders", "id INT PRIMARY KEY");
        int rows = 2 * KeyedComparison.BATCH_KEYS + 1;
        servers.source(
                "SET cte_max_recursion_depth = " + rows,
                "INSERT INTO shop.orders WITH RECURSIVE n AS (SELECT 1 id UNION ALL SELECT id + 1 FROM n WHERE id < "
                        + rows + ") SELECT id FROM n");
        AtomicInteger fences = new AtomicInteger();

        TableComparison comparison = servers.compare(pair, fences::incrementAndGet);

        assertThat(comparison.differences()).isEqualTo(rows);
        assertThat(comparison.sourceRows()).isEqualTo(rows);
        assertThat(comparison.targetRows()).isZero();
        assertThat(comparison.samples()).hasSize(TableComparison.SAMPLES_MAX);
        assertThat(fences).hasValue(1 + 3 * 2);
    }

    @Test
    void comparesKeylessTablesAsMultisets() throws Exception {
        TablePair pair = servers.table("log", "at DATETIME(3), line TEXT, data JSON");
        servers.source(
                "INSERT INTO shop.log VALUES ('2024-01-01 00:00:00.123', 'same', '{\"b\": 1.0, \"a\": 2}')",
                "INSERT INTO shop.log VALUES (NULL, 'twice', NULL), (NULL, 'twice', NULL), (NULL, 'gone', NULL)");
        servers.target(
                "INSERT INTO shop.log VALUES (NULL, 'twice', NULL), (NULL, 'more', NULL)",
                "INSERT INTO shop.log VALUES ('2024-01-01 00:00:00.123', 'same', '{\"a\": 2, \"b\": 1}')");

        TableComparison comparison = servers.compare(pair);

        assertThat(comparison.sourceRows()).isEqualTo(4);
        assertThat(comparison.targetRows()).isEqualTo(3);
        assertThat(comparison.differences()).isEqualTo(3);
        assertThat(comparison.samples())
                .extracting(
                        sample ->
                                sample.source().or(sample::target).orElseThrow().get("line"),
                        Sample::reason)
                .containsExactlyInAnyOrder(
                        tuple("twice", "2 times in MySQL, 1 times in PostgreSQL"),
                        tuple("gone", "1 times in MySQL, 0 times in PostgreSQL"),
                        tuple("more", "0 times in MySQL, 1 times in PostgreSQL"));
    }

    @ParameterizedTest
    @CsvSource({"id INT PRIMARY KEY", "id INT"})
    void leavesRowsOnTheirWayAlone(String id) throws Exception {
        TablePair pair = servers.table("orders", id + ", note VARCHAR(20)");
        servers.both("INSERT INTO shop.orders VALUES (1, 'one'), (2, 'two'), (3, 'three')");
        servers.source(
                "UPDATE shop.orders SET note = 'changed' WHERE id = 1",
                "DELETE FROM shop.orders WHERE id = 2",
                "INSERT INTO shop.orders VALUES (4, 'four')");
        Queue<String> late = new ArrayDeque<>(List.of(
                "UPDATE shop.orders SET note = 'changed' WHERE id = 1",
                "DELETE FROM shop.orders WHERE id = 2",
                "INSERT INTO shop.orders VALUES (4, 'four')"));
        // The first fence is the one before the scans: it lets the pipeline lag behind.
        AtomicInteger passed = new AtomicInteger();
        Fence fence = () -> {
            if (passed.getAndIncrement() > 0) {
                while (!late.isEmpty()) {
                    servers.target(late.remove());
                }
            }
        };

        TableComparison comparison = servers.compare(pair, fence);

        assertThat(comparison.differences()).isZero();
        assertThat(comparison.unsettled()).isZero();
        assertThat(comparison.sourceRows()).isEqualTo(3);
        assertThat(comparison.targetRows()).isEqualTo(3);
        assertThat(late).isEmpty();
    }

    @Test
    void tellsAHotRowFromOneThatIsLeftBehind() throws Exception {
        TablePair pair = servers.table("orders", "id INT PRIMARY KEY, n INT");
        servers.both("INSERT INTO shop.orders VALUES (1, 0), (2, 0), (3, 0)");
        servers.target("UPDATE shop.orders SET n = -1");
        // Row 1 follows, always behind; row 2 does not; row 3 catches up.
        Fence fence = () -> {
            servers.source("UPDATE shop.orders SET n = n + 5");
            servers.target(
                    "UPDATE shop.orders SET n = n + 5 WHERE id = 1", "UPDATE shop.orders SET n = 15 WHERE id = 3");
        };

        TableComparison comparison = servers.compare(pair, fence);

        assertThat(comparison.unsettled()).isEqualTo(1);
        assertThat(comparison.differences()).isEqualTo(1);
        assertThat(comparison.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.key()).isEqualTo(Map.of("id", "2"));
            assertThat(sample.reason()).isEqualTo("it keeps changing in MySQL only");
        });
    }

    @Test
    void leavesNewRowsOfAGrowingKeylessTableAlone() throws Exception {
        TablePair pair = servers.table("log", "id INT, line TEXT");
        Queue<String> onTheirWay = new ArrayDeque<>();
        AtomicInteger id = new AtomicInteger();
        Fence fence = () -> {
            while (!onTheirWay.isEmpty()) {
                servers.target(onTheirWay.remove());
            }
            for (int i = 0; i < 3; i++) {
                onTheirWay.add("INSERT INTO shop.log VALUES (" + id.incrementAndGet() + ", 'line')");
            }
            servers.source(onTheirWay.toArray(String[]::new));
        };
        fence.pass();

        TableComparison comparison = servers.compare(pair, fence);

        assertThat(comparison.differences()).isZero();
        assertThat(comparison.unsettled()).isZero();
        assertThat(comparison.sourceRows()).isEqualTo(6);
        assertThat(comparison.targetRows()).isEqualTo(6);
    }

    @Test
    void settlesARowThatChangesBackAndForth() throws Exception {
        TablePair pair = servers.table("orders", "id INT PRIMARY KEY, n INT");
        servers.source("INSERT INTO shop.orders VALUES (1, 0)");
        servers.target("INSERT INTO shop.orders VALUES (1, 1)");
        // Once, PostgreSQL is seen with the value of a moment between two equal readings of MySQL.
        AtomicInteger passed = new AtomicInteger();
        Fence fence = () -> {
            if (passed.incrementAndGet() == 3) {
                servers.target("UPDATE shop.orders SET n = 0");
            }
        };

        assertThat(servers.compare(pair, fence).differences()).isZero();
    }

    @Test
    void readsTextKeysInOneOrderWhateverTheirCollation() throws Exception {
        TablePair pair = servers.table(
                "settings", "name VARCHAR(40) COLLATE utf8mb4_0900_bin PRIMARY KEY, kind ENUM('z','a'), value TEXT");
        servers.both(
                "INSERT INTO shop.settings VALUES ('b', 'z', '1'), ('B', 'a', '2'), ('a', 'z', '3'), ('ä', 'a', '4'),"
                        + " ('Z', 'a', '5'), ('a b', 'a', '6'), ('a ', 'a', '7'), ('\uE000', 'a', '8'), ('😀', 'a', '9'),"
                        + " ('', 'a', '10'), ('ß', 'a', '11'), ('ss', 'a', '12'), ('_', 'a', '13'), ('%', 'a', '14')");
        assertThat(servers.compare(pair, new NoFence()).differences()).isZero();

        servers.target(
                "DELETE FROM shop.settings WHERE name = 'a '", "UPDATE shop.settings SET value = 'x' WHERE name = 'B'");

        assertThat(servers.compare(pair).samples())
                .extracting(sample -> sample.key().get("name"), Sample::kind)
                .containsExactlyInAnyOrder(tuple("a ", Kind.MISSING), tuple("B", Kind.CHANGED));
    }

    /** Candidates are read again by their key, so that each type of key has to find its row on both sides. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            BIGINT UNSIGNED       | 18446744073709551615 | 7 | 9
            DECIMAL(8,2)          | 1.50 | 0.01 | 99
            VARCHAR(20)           | 'a' | 'B' | 'c'
            CHAR(5)               | 'a' | 'B' | 'c'
            ENUM('x','b','a')     | 'a' | 'b' | 'x'
            DATE                  | '2024-02-29' | '1969-12-31' | '9999-12-31'
            DATETIME(6)           | '2024-02-29 23:59:59.000001' | '1969-12-31 00:00:00' | '9999-12-31 23:59:59.999999'
            TIMESTAMP(3)          | '2024-02-29 23:59:59.001' | '1970-01-02 00:00:00' | '2038-01-19 03:14:07.5'
            TIME(6)               | '-838:59:59' | '00:00:00.000001' | '100:00:00'
            YEAR                  | 1901 | 2155 | 2000
            FLOAT                 | 0.1 | 1.5 | -3
            DOUBLE                | 0.1 | 1e300 | -3
            """)
    void findsRowsByEveryTypeOfKey(String type, String first, String second, String third) throws Exception {
        TablePair pair = servers.table("keyed", "k " + type + " PRIMARY KEY, v INT");
        servers.both("INSERT INTO shop.keyed VALUES (" + first + ", 1), (" + second + ", 2), (" + third + ", 3)");
        assertThat(servers.compare(pair, new NoFence()).differences()).isZero();

        servers.target("UPDATE shop.keyed SET v = 0 WHERE v = 1", "DELETE FROM shop.keyed WHERE v = 2");

        assertThat(servers.compare(pair).samples())
                .extracting(Sample::kind)
                .containsExactlyInAnyOrder(Kind.CHANGED, Kind.MISSING);
    }

    @Test
    void findsRowsByBitsBytesSetsAndTransformedKeys() throws Exception {
        MappingRules rules = new MappingRules(
                Map.of(),
                Policies.none(),
                List.of(new Rule.Transform(
                        new TableId("shop", "keyed"), "d", Transformation.MICROSECONDS_TO_INTERVAL)));
        TablePair pair = servers.table(
                "keyed",
                "b BIT(9), o BIT(1), x VARBINARY(9), s SET('q','p'), d BIGINT, v INT, PRIMARY KEY (b, o, x, s, d)",
                rules);
        servers.source(
                "INSERT INTO shop.keyed VALUES (b'100000001', b'1', x'FF', 'p,q', 36000000000000, 1),"
                        + " (b'100000001', b'1', x'FF', 'p', -5, 2), (b'1', b'0', x'', '', 0, 3), (b'1', b'0', x'7F', '', 0, 4)");
        servers.target(
                "INSERT INTO shop.keyed VALUES ('100000001', true, '\\xFF', '{q,p}', '10000:00:00', 0),"
                        + " ('100000001', true, '\\xFF', '{p}', '-00:00:00.000005', 2), ('000000001', false, '', '{}', '0', 3)");

        assertThat(servers.compare(pair).samples())
                .extracting(sample -> sample.key().get("d"), Sample::kind)
                .containsExactlyInAnyOrder(tuple("10000:00:00", Kind.CHANGED), tuple("00:00:00", Kind.MISSING));
    }

    @Test
    void countsWhatCannotBeMappedWithItsReason() throws Exception {
        Rule small = new Rule.Transform(new TableId("shop", "amounts"), "n", Transformation.UNSIGNED_TO_BIGINT);
        MappingRules rules = new MappingRules(Map.of(), Policies.none(), List.of(small));
        TablePair pair = servers.table("amounts", "id INT PRIMARY KEY, n BIGINT UNSIGNED", rules);
        servers.source("INSERT INTO shop.amounts VALUES (1, 18446744073709551615), (2, 3)");
        servers.target("INSERT INTO shop.amounts VALUES (2, 3)");

        TableComparison comparison = servers.compare(pair);

        assertThat(comparison.differences()).isEqualTo(1);
        assertThat(comparison.samples()).extracting(Sample::reason).allMatch(reason -> !reason.isEmpty());
    }

    @Test
    void finishesWithAKeyThatPostgresHasTwice() throws Exception {
        TablePair pair = servers.table("orders", "id INT PRIMARY KEY, n INT");
        servers.both("INSERT INTO shop.orders VALUES (1, 0)");
        servers.target("ALTER TABLE shop.orders DROP CONSTRAINT orders_pkey", "INSERT INTO shop.orders VALUES (1, 0)");

        assertThat(servers.compare(pair).samples())
                .extracting(Sample::reason)
                .containsExactly("PostgreSQL has the key more than once");
    }

    @Test
    void keepsGoingAtTextThatPostgresCannotHold() throws Exception {
        TablePair pair = servers.table("notes", "id VARCHAR(9) PRIMARY KEY, note TEXT");
        servers.source("INSERT INTO shop.notes VALUES ('a', 'b\\0c'), ('k\\0y', ''), ('z', 'z')");
        servers.target("INSERT INTO shop.notes VALUES ('z', 'z')");

        TableComparison comparison = servers.compare(pair);

        assertThat(comparison.sourceRows()).isEqualTo(3);
        assertThat(comparison.targetRows()).isEqualTo(1);
        assertThat(comparison.setAside()).isEqualTo(2);
        assertThat(comparison.differences()).isZero();
    }

    @Test
    void aRowThatIsSetAsideWithoutALetterIsADifference() throws Exception {
        TablePair pair = servers.table("notes", "id VARCHAR(9) PRIMARY KEY, note TEXT");
        servers.source("INSERT INTO shop.notes VALUES ('a', 'b\\0c'), ('b', 'b\\0c')");
        var letters = new RememberedLetters(new LetterKeys(9, Set.of("{\"id\":\"a\"}"), false));

        TableComparison comparison =
                servers.verify(List.of(pair), () -> {}, letters).tables().get(0);

        assertThat(comparison.setAside()).isEqualTo(1);
        assertThat(comparison.differences()).isEqualTo(1);
        assertThat(comparison.samples())
                .singleElement()
                .extracting(Sample::reason)
                .asString()
                .contains("it has no open dead letter");
        assertThat(letters.settled).isEmpty();
    }

    @Test
    void settlesTheLettersOfRowsThatAreEqual() throws Exception {
        TablePair pair = servers.table("orders", "id INT PRIMARY KEY, n INT");
        servers.both("INSERT INTO shop.orders VALUES (1, 0)");
        servers.source("INSERT INTO shop.orders VALUES (2, 0)");
        Set<String> keys = Set.of("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
        var letters = new RememberedLetters(new LetterKeys(9, keys, true));

        servers.verify(List.of(pair), () -> {}, letters);
        assertThat(letters.settled).containsExactly(new LetterKeys(9, Set.of("{\"id\":1}", "{\"id\":3}"), false));

        servers.target("INSERT INTO shop.orders VALUES (2, 0)");
        servers.verify(List.of(pair), () -> {}, letters);
        assertThat(letters.settled).last().isEqualTo(new LetterKeys(9, keys, true));
    }

    @Test
    void saysWhatPostgresLacks() throws Exception {
        TablePair pair = servers.table("orders", "id INT PRIMARY KEY, n INT");
        servers.target("ALTER TABLE shop.orders DROP COLUMN n");
        assertThatThrownBy(() -> servers.compare(pair))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("shop.orders")
                .hasMessageContaining("run the pipeline first");

        servers.target("DROP TABLE shop.orders");
        assertThatThrownBy(() -> servers.compare(pair)).isInstanceOf(SluiceException.class);
    }

    @Test
    void comparesSeveralTables() throws Exception {
        TablePair orders = servers.table("orders", "id INT PRIMARY KEY, note VARCHAR(20)");
        TablePair log = servers.table("log", "line TEXT");
        servers.both("INSERT INTO shop.orders VALUES (1, 'one')", "INSERT INTO shop.log VALUES ('x')");
        servers.target("UPDATE shop.orders SET note = NULL");

        Verification verification = servers.verify(List.of(orders, log), () -> {});

        assertThat(verification.equal()).isFalse();
        assertThat(verification.differences()).isEqualTo(1);
        assertThat(verification.tables())
                .extracting(TableComparison::source, TableComparison::sourceRows, TableComparison::differences)
                .containsExactly(
                        tuple(orders.source().id(), 1L, 1L), tuple(log.source().id(), 1L, 0L));
    }

    /** Fails a comparison that has candidates to settle: where both sides are equal there may be none. */
    private static final class NoFence implements Fence {
        private boolean passed;

        @Override
        public void pass() {
            assertThat(passed).as("a second fence, for candidates").isFalse();
            passed = true;
        }
    }
}
