package io.sluice.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.assess.SourceObjects.Visibility;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written about an assessment, word for word. */
class ReportTest {

    private static final TableId ORDERS = new TableId("shop", "orders");

    private static final Assessment ASSESSMENT = new Assessment(
            "shop",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            List.of(
                    Check.ok("MySQL: version", "9.7.0"),
                    Check.notice("MySQL: gtid_mode", "OFF", "set it to ON"),
                    Check.blocker("MySQL: binlog_row_image", "missing", "MySQL logs only parts of <changed> rows")),
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
                            new SourceObjects("views", List.of("shop.best | worst"), Visibility.SHOWN),
                            new SourceObjects("triggers", List.of(), Visibility.HIDDEN))),
            new Growth(86_400, 3_600, 5_000_000, 1_000, 12),
            List.of(
                    new MappedColumn(
                            ORDERS, "id", "bigint unsigned", new TableId("public", "orders"), "id", "bigint NOT NULL"),
                    new MappedColumn(
                            ORDERS,
                            "shipped_at",
                            "datetime",
                            new TableId("public", "orders"),
                            "shipped_at",
                            "timestamp(0)")),
            List.of(new Finding(
                    Finding.Severity.WARNING,
                    Finding.Code.DEFAULT_LEFT_OUT,
                    "shop.orders.slug",
                    "its default is left out",
                    "set a default of your own")),
            new DataScan(
                    ScanDepth.SAMPLE,
                    List.of(new ScannedTable(ORDERS, 30_000, Portion.Reach.ENDS_AND_BETWEEN.label(), false)),
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
                    List.of(
                            new Suggestion(
                                    new PolicyProposal(
                                            ORDERS, "paid", Policy.TINYINT1, TinyInt1.BOOLEAN, "every value is 0 or 1"),
                                    30_000,
                                    false),
                            new Suggestion(
                                    new PolicyProposal(
                                            new TableId("shop", "log"),
                                            "sent",
                                            Policy.TINYINT1,
                                            TinyInt1.BOOLEAN,
                                            "every value is 0 or 1"),
                                    1,
                                    true))),
            new Estimate(Duration.ofSeconds(40), Duration.ofMinutes(200), List.of("Everything is assumed.")));

    @Test
    void markdown() throws IOException {
        assertThat(MarkdownReport.text(new ReportText(ASSESSMENT).report())).isEqualTo(golden("assessment.md"));
    }

    @Test
    void html() throws IOException {
        String html = HtmlReport.text(new ReportText(ASSESSMENT).report());

        assertThat(html).isEqualTo(golden("assessment.html"));
        assertThat(html).as("needs no other file").doesNotContain("http", "src=", "@import");
    }

    @Test
    void policies() throws IOException {
        assertThat(new PolicySection(ASSESSMENT).text()).isEqualTo(golden("policies.yaml"));
    }

    @Test
    void aDayIsSpokenOfOnlyIfOneWasMeasured() {
        assertThat(new Growth(294_295, 120, 0, 0, 1).text())
                .isEqualTo("2,452 rows/s, on average over the 2 minutes since MySQL started");
        assertThat(new Growth(259_200, 172_800, 0, 0, 1).text())
                .isEqualTo("1.5 rows/s, on average over the 2 days since MySQL started: 129,600 rows a day");
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ReportTest.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
