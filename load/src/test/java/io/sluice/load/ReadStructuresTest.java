package io.sluice.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.load.LoadEntry;
import io.sluice.core.load.LoadState;
import io.sluice.core.load.LoadWork;
import io.sluice.core.load.RangeProgress;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.demo.server.LocalMySql;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows are read by the structure of the load that they belong to. */
class ReadStructuresTest {

    private static final TableId TABLE = new TableId("structures", "t");
    private static final TableSelection SELECTION = new TableSelection(List.of("structures"), List.of(), List.of());
    private static final long FIRST = 5;
    private static final long ANEW = 6;

    private static LocalMySql server;
    private static Connection mysql;

    private Map<TableId, CatalogTable> begunWith;
    private final LoadState state = new LoadState();

    @BeforeAll
    static void start() throws SQLException {
        server = LocalMySql.start(Path.of("target", "servers", "mysql"), line -> {});
        mysql = server.rootConnection();
    }

    @AfterAll
    static void stop() throws SQLException {
        mysql.close();
        server.close();
    }

    /** The process has begun with a column less than the table has by now, and its load has begun anew. */
    @BeforeEach
    void alterWhileItIsLoaded() throws SQLException {
        execute("DROP DATABASE IF EXISTS structures");
        execute("CREATE DATABASE structures");
        execute("CREATE TABLE structures.other (id INT PRIMARY KEY)");
        execute("CREATE TABLE structures.t (id INT PRIMARY KEY)");
        begunWith = SourceCatalog.read(mysql, SELECTION).byId();
        execute("ALTER TABLE structures.t ADD COLUMN added INT");
        state.take(new LoadEntry.Plan(FIRST, List.of(TABLE)));
        state.take(new LoadEntry.Hold(ANEW, TABLE));
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aReaderThatStartsAfterALoadHasBegunAnewReadsByTheCatalogue() throws SQLException {
        ReadStructures.Read anew = structures().of(chunk(ANEW)).orElseThrow();

        assertThat(anew.table().columns()).hasSize(2);
        assertThat(anew.since()).isPresent();
    }

    @Test
    void theFirstLoadIsReadByWhatItHasBegunWith() throws SQLException {
        ReadStructures.Read first = structures().of(chunk(FIRST)).orElseThrow();

        assertThat(first.table().columns()).hasSize(1);
        assertThat(first.since()).isEmpty();
    }

    @Test
    void aStructureHasChangedOnceTheTableIsAnotherOneOrGone() throws SQLException {
        ReadStructures structures = structures();
        ReadStructures.Read first = structures.of(chunk(FIRST)).orElseThrow();
        ReadStructures.Read anew = structures.of(chunk(ANEW)).orElseThrow();

        assertThat(structures.hasChanged(first)).isTrue();
        assertThat(structures.hasChanged(anew)).isFalse();
        execute("DROP TABLE structures.t");
        assertThat(structures.hasChanged(anew)).isTrue();
    }

    @Test
    void aTableThatIsDroppedMeanwhileHasNoStructure() throws SQLException {
        execute("DROP TABLE structures.t");

        assertThat(structures().of(chunk(ANEW))).isEmpty();
    }

    private ReadStructures structures() {
        return new ReadStructures(begunWith, SELECTION, mysql, state);
    }

    private static LoadWork chunk(long load) {
        return new LoadWork.Chunk(load, TABLE, 0, List.of(), Optional.empty(), 100, RangeProgress.NONE);
    }
}
