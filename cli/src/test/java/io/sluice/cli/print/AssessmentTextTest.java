package io.sluice.cli.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.assess.Assessment;
import io.sluice.assess.Check;
import io.sluice.assess.DataFinding;
import io.sluice.assess.DataScan;
import io.sluice.assess.Estimate;
import io.sluice.assess.Growth;
import io.sluice.assess.Inventory;
import io.sluice.assess.PolicyProposal;
import io.sluice.assess.ScanDepth;
import io.sluice.assess.ScannedTable;
import io.sluice.assess.Severity;
import io.sluice.assess.SourceObjects;
import io.sluice.assess.Suggestion;
import io.sluice.assess.TableFigures;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.TinyInt1;
import io.sluice.core.policy.ZeroDates;
import io.sluice.schema.plan.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An assessment as text for the terminal, word for word, and as a document. */
class AssessmentTextTest {

    private static final TableId ORDERS = new TableId("shop", "orders");

    private static final Assessment ASSESSMENT = new Assessment(
            "shop",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            List.of(
                    new Check("MySQL: version", Severity.OK, "9.7.0", ""),
                    new Check("MySQL: gtid_mode", Severity.NOTICE, "OFF", "set it to ON"),
                    new Check(
                            "MySQL: binlog_row_image",
                            Severity.BLOCKER,
                            "missing",
                            "MySQL logs only parts of <changed> rows")),
            new Inventory(
                    List.of(
                            new TableFigures(
                                    ORDERS,
                                    "InnoDB",
                                    1_234_567,
                                    250_000_000,
                                    90_000_000,
                                    TableFigures.Identity.PRIMARY_KEY),
                            new TableFigures(
                                    new TableId("shop", "log"), "MyISAM", 1, 300, 0, TableFigures.Identity.NONE)),
                    List.of(
                            new SourceObjects("views", List.of("shop.best"), SourceObjects.Visibility.SHOWN),
                            new SourceObjects("triggers", List.of(), SourceObjects.Visibility.HIDDEN))),
            new Growth(86_400, 3_600, 5_000_000, 1_000, 12),
            List.of(),
            List.of(new Finding(
                    Finding.Severity.WARNING,
                    Finding.Code.DEFAULT_LEFT_OUT,
                    "shop.orders.slug",
                    "its default is left out",
                    "set a default of your own")),
            new DataScan(
                    ScanDepth.SAMPLE,
                    List.of(new ScannedTable(ORDERS, 30_000, "both ends", false)),
                    List.of(new DataFinding(
                            "zero-dates",
                            ORDERS,
                            "shop.orders.shipped_at",
                            Severity.WARNING,
                            12,
                            "12 zero dates",
                            List.of("id=7", "id=8", "id=9"),
                            "each such row becomes a dead letter",
                            "choose 'zero-dates: null' for the column: the column takes NULL",
                            Optional.of(new PolicyProposal(
                                    ORDERS,
                                    "shipped_at",
                                    Policy.ZERO_DATES,
                                    ZeroDates.NULL,
                                    "the column takes NULL")))),
                    List.of(new Suggestion(
                            new PolicyProposal(
                                    ORDERS, "paid", Policy.TINYINT1, TinyInt1.BOOLEAN, "every value is 0 or 1"),
                            30_000,
                            false))),
            new Estimate(Duration.ofSeconds(40), Duration.ofMinutes(200), List.of("Everything is assumed.")));

    @Test
    void textListsWhatBlocksAndWarns() throws IOException {
        assertThat(String.join("\n", AssessmentText.lines(ASSESSMENT)) + "\n").isEqualTo(golden("summary.txt"));
    }

    @Test
    void theDocumentHasTheSameFigures() {
        AssessmentDocument document = AssessmentDocument.of(ASSESSMENT);

        assertThat(document.verdict()).isEqualTo("BLOCKED");
        assertThat(List.of(document.blockers(), document.warnings(), document.notices()))
                .containsExactly(1L, 2L, 1L);
        assertThat(document.tables())
                .extracting(AssessmentDocument.Table::name, AssessmentDocument.Table::rowsScanned)
                .containsExactly(tuple("shop.orders", 30_000L), tuple("shop.log", 0L));
        assertThat(document.data())
                .extracting(AssessmentDocument.Found::policies)
                .containsExactly(Map.of("zero-dates", "null"));
        assertThat(document.notVisible()).containsExactly("triggers");
        assertThat(document.suggestions())
                .containsExactly(new AssessmentDocument.Suggested(
                        "shop.orders.paid", Map.of("tinyint1", "boolean"), "every value is 0 or 1", 30_000, false));
        assertThat(document.longestSeconds()).isEqualTo(12_000);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = AssessmentTextTest.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
