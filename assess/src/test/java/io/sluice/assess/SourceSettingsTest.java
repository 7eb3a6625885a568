package io.sluice.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.pipeline.PipelineFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are set up badly. */
class SourceSettingsTest {

    private static final Scan NONE = new Scan(ScanDepth.NONE, 1);

    @Test
    void whatBlocksAndWhatWeakensIsSaid(@TempDir Path directory) throws Exception {
        try (AssessedServer server = new AssessedServer(
                        directory,
                        "--binlog-row-image=MINIMAL",
                        "--binlog-row-value-options=PARTIAL_JSON",
                        "--binlog-row-metadata=MINIMAL",
                        "--gtid-mode=OFF",
                        "--enforce-gtid-consistency=OFF",
                        "--binlog-transaction-compression=ON",
                        "--binlog-expire-logs-seconds=3600",
                        "--sql-mode=");
                Connection root = server.root();
                Statement statement = root.createStatement()) {
            server.database("shop", "CREATE TABLE things (id INT PRIMARY KEY)");
            server.file("shop", "");
            statement.execute("REVOKE REPLICATION SLAVE ON *.* FROM sluice");

            Assessment assessment =
                    new Assessor(PipelineFile.read(directory.resolve("shop.yaml")), NONE, line -> {}).run();

            Map<String, Severity> checks =
                    assessment.checks().stream().collect(Collectors.toMap(Check::subject, Check::severity));
            assertThat(checks)
                    .containsEntry("MySQL: log_bin", Severity.OK)
                    .containsEntry("MySQL: binlog_row_image", Severity.BLOCKER)
                    .containsEntry("MySQL: binlog_row_value_options", Severity.BLOCKER)
                    .containsEntry("MySQL: REPLICATION SLAVE", Severity.BLOCKER)
                    .containsEntry("MySQL: REPLICATION CLIENT", Severity.OK)
                    .containsEntry("MySQL: gtid_mode", Severity.NOTICE)
                    .containsEntry("MySQL: binlog_row_metadata", Severity.NOTICE)
                    .containsEntry("MySQL: binlog_transaction_compression", Severity.NOTICE)
                    .containsEntry("MySQL: sql_mode", Severity.NOTICE)
                    .containsEntry("MySQL: TLS", Severity.NOTICE)
                    .containsEntry("MySQL: visibility", Severity.WARNING)
                    .containsEntry("MySQL: binary log is kept for", Severity.WARNING)
                    .containsEntry("PostgreSQL: connection", Severity.NOTICE);
            assertThat(assessment.verdict()).isEqualTo(Assessment.Verdict.BLOCKED);
            assertThat(assessment.exitCode().code()).isEqualTo(1);
        }
    }
}
