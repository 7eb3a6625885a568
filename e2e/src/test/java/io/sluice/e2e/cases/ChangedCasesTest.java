package io.sluice.e2e.cases;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scripts that change their tables' structure all the time; SchemaChangeTest is the short form. */
@Tag("thorough")
class ChangedCasesTest {

    private static final List<CaseScript> CASES = List.of(
            CaseScript.read("case_altered", "columns-added-renamed-dropped"),
            CaseScript.read("case_rekeyed", "key-widened-partition-truncated"));

    @Test
    void mySqlsRowsArePostgres() throws SQLException {
        try (CaseRun run = CaseRun.of(CASES)) {
            for (CaseScript script : CASES) {
                run.requireSame(script);
            }
        }
    }
}
