package io.sluice.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.core.pipeline.PipelineFile;
import io.sluice.schema.plan.Finding;
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
                        "--innodb-native-foreign-keys=ON",
                        "--sql-mode=");
                Connection root = server.root();
                Statement statement = root.createStatement()) {
            server.database(
                    "shop",
                    "CREATE TABLE things (id INT PRIMARY KEY)",
                    "CREATE TABLE parts (id INT PRIMARY KEY, a INT, b INT, c INT, d INT,"
                            + " CONSTRAINT deleted FOREIGN KEY (a) REFERENCES things (id) ON DELETE CASCADE,"
                            + " CONSTRAINT emptied FOREIGN KEY (b) REFERENCES things (id) ON DELETE SET NULL,"
                            + " CONSTRAINT moved FOREIGN KEY (c) REFERENCES things (id) ON DELETE CASCADE ON UPDATE CASCADE,"
                            + " CONSTRAINT kept FOREIGN KEY (d) REFERENCES things (id) ON DELETE RESTRICT)");
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
            assertThat(assessment.schema())
                    .filteredOn(finding -> finding.code() == Finding.Code.FOREIGN_KEY_CASCADES)
                    .allMatch(finding -> finding.severity() == Finding.Severity.WARNING
                            && finding.reason()
                                    .contains(" with innodb_native_foreign_keys=ON does not write to its binary log"))
                    .extracting(Finding::object, finding -> finding.reason()
                            .replaceAll(".* what (.*) does to rows.* show these rows ", "$1: "))
                    .containsExactlyInAnyOrder(
                            tuple("shop.parts.deleted", "ON DELETE CASCADE: in PostgreSQL only"),
                            tuple("shop.parts.emptied", "ON DELETE SET NULL: as different"),
                            tuple(
                                    "shop.parts.moved",
                                    "ON DELETE CASCADE and ON UPDATE CASCADE: in PostgreSQL only or as different"));
            assertThat(assessment.verdict()).isEqualTo(Assessment.Verdict.BLOCKED);
            assertThat(assessment.exitCode().code()).isEqualTo(1);
        }
    }
}
