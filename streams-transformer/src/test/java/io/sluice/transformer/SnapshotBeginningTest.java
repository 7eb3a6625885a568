package io.sluice.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table is emptied where a snapshot of it begins, and nowhere else. */
class SnapshotBeginningTest {

    @TempDir
    Path state;

    private TransformerHarness transformer;
    private RawTable table;
    private long nextId;

    @BeforeEach
    void start() {
        transformer = new TransformerHarness(state);
        table = transformer.table("shop", "orders").key("id", "\"long\"", "BIGINT");
    }

    @AfterEach
    void stop() {
        transformer.close();
    }

    private RawTable.RawRecord read(String marker, long position) {
        return table.read(marker, ++nextId).position(position);
    }

    private List<String> operations(RawTable.RawRecord... records) {
        transformer.pipe(table, records);
        return transformer.read("P.postgres.shop.orders").stream()
                .map(TransformerHarness.Output::operation)
                .toList();
    }

    @Test
    void atTheFirstRowOfTheWholeSnapshot() {
        assertThat(operations(read("first", 10), read("true", 10), read("last", 10)))
                .containsExactly("snapshot", "read", "read", "read");
    }

    @Test
    void atTheFirstRowOfALaterTable() {
        assertThat(operations(read("first_in_data_collection", 10), read("last_in_data_collection", 10)))
                .containsExactly("snapshot", "read", "read");
    }

    @Test
    void atTheOnlyRowOfATable() {
        assertThat(operations(read("last_in_data_collection", 10))).containsExactly("snapshot", "read");
        assertThat(operations(read("last", 11))).containsExactly("snapshot", "read");
    }

    @Test
    void whenAnInterruptedSnapshotStartsAgainAtTheSamePosition() {
        assertThat(operations(read("first", 10), read("true", 10), read("first", 10), read("true", 10)))
                .containsExactly("snapshot", "read", "read", "snapshot", "read", "read");
    }

    @Test
    void whenItStartsAgainElsewhereAndItsMarkerIsLost() {
        assertThat(operations(read("first", 10), read("true", 20), read("true", 20)))
                .containsExactly("snapshot", "read", "snapshot", "read", "read");
    }

    @Test
    void whenASingleRowIsReadAgain() {
        assertThat(operations(read("last", 10), read("last", 10)))
                .containsExactly("snapshot", "read", "snapshot", "read");
    }

    @Test
    void whenASnapshotFollowsStreamedChanges() {
        assertThat(operations(read("first", 10), table.insert(100L).position(11), read("true", 10)))
                .containsExactly("snapshot", "read", "insert", "snapshot", "read");
    }

    @Test
    void notByRowsReadOnRequestWhileChangesStream() {
        assertThat(operations(read("first", 10), read("last", 10), read("incremental", 15), table.insert(100L)))
                .containsExactly("snapshot", "read", "read", "read", "insert");
    }

    @Test
    void alsoWithoutAKey() {
        RawTable log = transformer.table("shop", "log").column("line", "\"string\"", "TEXT");

        transformer.pipe(log, log.read("first", "a"), log.read("last", "a"));

        assertThat(transformer.texts("P.postgres.shop.log"))
                .containsExactly("snapshot {} {}", "read - {\"line\": \"a\"}", "read - {\"line\": \"a\"}");
    }

    @Test
    void carriesThePositionOfTheSnapshot() {
        transformer.pipe(table, read("first", 10));

        assertThat(transformer.read("P.postgres.shop.orders").get(0).header("sluice.position"))
                .isEqualTo("binlog.000007:10:0");
    }

    @Test
    void notWithSeveralPartitionsWhoseTasksDoNotKnowOfOneAnother() {
        stop();
        transformer = new TransformerHarness(state, 3);
        table = transformer.table("shop", "orders").key("id", "\"long\"", "BIGINT");

        assertThat(operations(read("first", 10), read("last", 10))).containsExactly("read", "read");
    }
}
