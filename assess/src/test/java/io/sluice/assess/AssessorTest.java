package io.sluice.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.assess.SourceObjects.Visibility;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.CaseInsensitive;
import io.sluice.core.policy.TinyInt1;
import io.sluice.core.policy.UnsignedBigint;
import io.sluice.core.policy.ZeroDates;
import io.sluice.demo.shop.ShopSample;
import io.sluice.schema.plan.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an assessment finds on a real server: all that was planted, and nothing else. */
class AssessorTest {

    /** What is found however it is scanned: topic, object, count, severity, and what settles it. */
    private static final List<String> PLANTED = List.of(
            "zero-dates bad.dates.at 1 warning zero-dates=null",
            "zero-dates bad.dates.free 1 warning zero-dates=null",
            "invalid-bytes bad.encodings.japanese 1 warning invalid-bytes=replace",
            "invalid-bytes bad.encodings.wide 1 warning invalid-bytes=replace",
            "impossible-dates bad.dates.free 2 warning zero-dates=null",
            "zero-dates bad.dates.kept 1 warning zero-dates=replace",
            "impossible-dates bad.dates.kept 1 warning zero-dates=replace",
            "zero-dates bad.dated.day 1 warning zero-dates=replace",
            "beyond-boolean bad.flags.more 2 notice",
            "nul-characters bad.texts.nul 1 warning nul-characters=strip",
            "nul-characters bad.texts.code 1 warning nul-characters=replace",
            "nul-in-json bad.texts.doc 1 warning json=json",
            "out-of-day bad.times.took 2 notice",
            "above-bigint bad.numbers.big 1 notice",
            "above-bigint bad.serials.id 1 warning",
            "no-member bad.kinds.kind 1 warning enum-empty=label",
            "orphans bad.children.child_of 1 warning",
            "long-index-entries bad.long_keys.PRIMARY 1 warning",
            "wide-rows bad.wide_times 1 warning",
            "wide-rows bad.wide_numbers 1 warning",
            "wide-rows bad.wide_texts 1 warning",
            "large-updates bad.updated 1 warning");

    @TempDir
    static Path directory;

    private static AssessedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new AssessedServer(directory);
        server.database("bad", BadData.statements());
        server.database(
                "odd",
                "CREATE TABLE `it's` (id INT PRIMARY KEY, `a \"b\" {c}` DATE, `x.y` DATE)",
                "INSERT INTO `it's` VALUES (1, '0000-00-00', '0000-00-00')",
                "CREATE TABLE days (day DATE PRIMARY KEY)",
                "INSERT INTO days VALUES ('2010-05-00'), ('2010-05-01'), ('2010-06-00')",
                "CREATE TABLE numbered (id BIGINT PRIMARY KEY, n INT, KEY n (n))",
                "INSERT INTO numbered SELECT seq, 1 FROM (WITH RECURSIVE s AS (SELECT 1 AS seq UNION ALL"
                        + " SELECT seq + 1 FROM s WHERE seq < 900) SELECT seq FROM s) AS numbers",
                "CREATE TABLE named (name VARCHAR(20), part INT, day DATE, PRIMARY KEY (name, part))",
                "INSERT INTO named SELECT CONCAT('n', id), 1, '2020-01-01' FROM numbered",
                "UPDATE named SET day = '0000-00-00' WHERE name IN ('n1', 'n500', 'n900')",
                "ANALYZE TABLE numbered, named");
        server.database(
                "nearer",
                "CREATE TABLE kinds (id TINYINT(1) PRIMARY KEY)",
                "CREATE TABLE users (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, email VARCHAR(190) NOT NULL UNIQUE,"
                        + " code VARCHAR(20) COLLATE utf8mb4_bin UNIQUE, name VARCHAR(20), active TINYINT(1) NOT NULL,"
                        + " level TINYINT(1), unused TINYINT(1), place TINYINT(1) UNIQUE, kind TINYINT(1), seen BIGINT"
                        + " UNSIGNED, huge BIGINT UNSIGNED, FOREIGN KEY (kind) REFERENCES kinds (id) ON DELETE CASCADE)",
                "INSERT INTO kinds VALUES (0), (1)",
                "INSERT INTO users VALUES (1, 'a@x.org', 'a', 'Ann', 0, 0, NULL, 0, 0, 7, 18446744073709551615),"
                        + " (2, 'b@x.org', 'A', 'Ann', 1, 2, NULL, 1, 1, 9223372036854775807, 1),"
                        + " (3, 'c@x.org', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL),"
                        + " (4, 'd@x.org', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL)",
                "ANALYZE TABLE users",
                "CREATE TRIGGER named BEFORE INSERT ON users FOR EACH ROW SET NEW.name = 'x'",
                "CREATE PROCEDURE idle() SELECT 1");
        server.database(
                "large",
                "CREATE TABLE files (id INT PRIMARY KEY, body LONGBLOB)",
                "INSERT INTO files VALUES (1, REPEAT('x', 33554432)), (2, 'y')");
        try (Connection root = server.root()) {
            ShopSample.load(root, 1);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aFullScanFindsAllThatWasPlantedAndNothingElse() throws Exception {
        Assessment assessment = server.assess("bad", new Scan(ScanDepth.FULL, 1));

        assertThat(found(assessment)).containsExactlyInAnyOrderElementsOf(PLANTED);
        assertThat(assessment.verdict()).isEqualTo(Assessment.Verdict.DECISIONS);
        assertThat(assessment.exitCode().code()).isZero();
    }

    @Test
    void aSampleOfTheEndsFindsTheSame() throws Exception {
        Assessment assessment = server.assess("bad", new Scan(ScanDepth.SAMPLE, 1));

        assertThat(found(assessment)).allMatch(finding -> PLANTED.contains(finding));
    }

    @Test
    void withoutAScanNothingIsSaidOfValues() throws Exception {
        Assessment assessment = server.assess("bad", new Scan(ScanDepth.NONE, 1));

        assertThat(assessment.data().findings()).isEmpty();
        assertThat(assessment.data().tables()).isEmpty();
    }

    @Test
    void rowsAreNamedByTheirKeys() throws Exception {
        Assessment assessment = server.assess("bad", new Scan(ScanDepth.FULL, 1));

        assertThat(assessment.data().findings())
                .filteredOn(finding -> finding.topic().equals("beyond-boolean"))
                .flatExtracting(DataFinding::examples)
                .containsExactlyInAnyOrder("id=1", "id=2");
        assertThat(assessment.data().findings())
                .filteredOn(finding -> finding.object().equals("bad.dated.day"))
                .flatExtracting(DataFinding::examples)
                .containsExactly("day='0000-00-00'");
    }

    @Test
    void tablesThatWeakenTheMigrationAreNamed() throws Exception {
        Assessment assessment = server.assess("bad", new Scan(ScanDepth.NONE, 1));

        assertThat(assessment.checks())
                .contains(Check.notice(
                        "Tables: keys",
                        "bad.keyless (no key), bad.nullable_key (only unique keys with NULLs), bad.updated (no key)",
                        "changes find their row by all its values, which is slow in large tables; add a primary key, or"
                                + " make the columns of a unique key NOT NULL"))
                .anyMatch(check -> check.subject().equals("Tables: engine")
                        && check.severity() == Severity.WARNING
                        && check.found().equals("bad.isam (MyISAM)"));
        assertThat(assessment.inventory().others())
                .contains(new SourceObjects("views", List.of("bad.some_view"), Visibility.SHOWN));
    }

    @Test
    void tablesThatAreTooWideForPostgresAreNamed() throws Exception {
        server.database("columns", BadData.wide("many", "INT", 1600) + " ENGINE = MyISAM");
        Assessment many = server.assess("columns", new Scan(ScanDepth.NONE, 1));
        Assessment wide = server.assess("bad", new Scan(ScanDepth.NONE, 1));

        assertThat(many.schema())
                .filteredOn(finding -> finding.code() == Finding.Code.COLUMNS_TOO_MANY)
                .extracting(Finding::toString)
                .containsExactly(
                        "warning: columns.many: PostgreSQL refuses the table: it has 1601 columns, and no more than"
                                + " 1600 are possible; leave it out under 'source.tables.exclude', or divide it in MySQL");
        assertThat(wide.schema())
                .filteredOn(finding -> finding.code() == Finding.Code.ROW_TOO_WIDE)
                .extracting(finding -> finding.severity() + " " + finding.object())
                .containsExactly("NOTICE bad.wide_numbers", "NOTICE bad.wide_texts", "WARNING bad.wide_times");
    }

    @Test
    void whatAPolicyTakesCareOfIsANotice() throws Exception {
        Assessment assessment = server.assess(
                "bad",
                new Scan(ScanDepth.FULL, 1),
                "policies: {zero-dates: replace, nul-characters: strip, enum-empty: label}");

        assertThat(found(assessment))
                .contains(
                        "zero-dates bad.dates.free 1 notice",
                        "nul-characters bad.texts.code 1 notice",
                        "nul-in-json bad.texts.doc 1 notice",
                        "no-member bad.kinds.kind 1 notice");
    }

    @Test
    void aPolicyThatStopsThePipelineBlocks() throws Exception {
        Assessment assessment =
                server.assess("bad", new Scan(ScanDepth.FULL, 1), "policies: {zero-dates: fail, tinyint1: boolean}");

        assertThat(found(assessment))
                .contains(
                        "zero-dates bad.dates.free 1 blocker zero-dates=null",
                        "beyond-boolean bad.flags.more 2 warning tinyint1=smallint");
        assertThat(assessment.exitCode().code()).isEqualTo(1);
    }

    @Test
    void aRowLargerThanARecordBecomesADeadLetter() throws Exception {
        Assessment assessment = server.assess("large", new Scan(ScanDepth.SAMPLE, 10));

        assertThat(found(assessment)).containsExactly("large-rows large.files 1 warning");
    }

    @Test
    void aSampleReadsTheEndsAndSomeBetweenAndSaysSo() throws Exception {
        Assessment assessment = server.assess("odd", new Scan(ScanDepth.SAMPLE, 16));

        assertThat(assessment.data().tables())
                .contains(
                        new ScannedTable(new TableId("odd", "named"), 32, Portion.Reach.ENDS.label(), false),
                        new ScannedTable(new TableId("odd", "it's"), 1, Portion.Reach.ALL.label(), true))
                .filteredOn(table -> table.id().table().equals("numbered"))
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.rows()).isBetween(45L, 48L);
                    assertThat(table.reach()).isEqualTo(Portion.Reach.ENDS_AND_BETWEEN.label());
                });
        assertThat(found(assessment)).contains("zero-dates odd.named.day 2 warning zero-dates=null");
    }

    @Test
    void valuesOfAKeyThatAPolicyWouldMakeEqualAreFound() throws Exception {
        Assessment assessment = server.assess("odd", new Scan(ScanDepth.FULL, 1));

        assertThat(found(assessment))
                .contains(
                        "impossible-dates odd.days.day 2 warning zero-dates=replace",
                        "collisions odd.days.PRIMARY 1 warning");
    }

    @Test
    void theWrittenSectionIsReadAsItIsMeant() throws Exception {
        Assessment assessment = server.assess("odd", new Scan(ScanDepth.FULL, 1));
        String section = new PolicySection(assessment).text();

        MappingRules rules = server.pipeline("odd", section).rules();

        assertThat(rules.policies(new TableId("odd", "it's"), "a \"b\" {c}").zeroDates())
                .isEqualTo(ZeroDates.NULL);
        assertThat(rules.policies(new TableId("odd", "days"), "day").zeroDates())
                .isEqualTo(ZeroDates.REPLACE);
        assertThat(section).contains("# A rule cannot name odd.it's.x.y, which has a dot in it");
        assertThat(found(server.assess("odd", new Scan(ScanDepth.FULL, 1), section)))
                .contains("impossible-dates odd.days.day 2 notice");
    }

    @Test
    void theShopHasNothingToSettle() throws Exception {
        Assessment assessment = server.assess("shop", new Scan(ScanDepth.SAMPLE, Scan.SAMPLE_ROWS_PRESET));

        assertThat(found(assessment).map(finding -> finding.replaceAll("\\d+", "N")))
                .containsExactlyInAnyOrder(
                        "above-bigint shop.inventory.movements N notice", "out-of-day shop.deliveries.delay N notice");
        assertThat(assessment.verdict()).isEqualTo(Assessment.Verdict.READY);
        assertThat(new PolicySection(assessment).text())
                .contains("shop.customers.newsletter", "shop.customers.email", "shop.products.is_active")
                .doesNotContain("zero-dates");
    }

    @Test
    void whatAForeignKeyChangesIsNoFindingWhereMySqlLogsIt() throws Exception {
        Assessment assessment = server.assess("nearer", new Scan(ScanDepth.NONE, 1));

        assertThat(assessment.schema()).extracting(Finding::code).doesNotContain(Finding.Code.FOREIGN_KEY_CASCADES);
    }

    @Test
    void typesThatSuitTheValuesBetterAreSuggested() throws Exception {
        Assessment assessment = server.assess("nearer", new Scan(ScanDepth.FULL, 1));

        assertThat(assessment.data().suggestions())
                .extracting(
                        Suggestion::object,
                        suggestion -> suggestion.proposal().choice(),
                        Suggestion::values,
                        Suggestion::complete)
                .containsExactly(
                        tuple("nearer.users.email", CaseInsensitive.CITEXT, 4L, true),
                        tuple("nearer.users.active", TinyInt1.BOOLEAN, 4L, true),
                        tuple("nearer.users.seen", UnsignedBigint.BIGINT, 2L, true));
        String section = new PolicySection(assessment).text();
        MappingRules rules = server.pipeline("nearer", section).rules();
        TableId users = new TableId("nearer", "users");
        assertThat(rules.policies(users, "active").tinyInt1()).isEqualTo(TinyInt1.BOOLEAN);
        assertThat(rules.policies(users, "level").tinyInt1()).isEqualTo(TinyInt1.SMALLINT);
        assertThat(rules.policies(users, "email").caseInsensitive()).isEqualTo(CaseInsensitive.CITEXT);
        assertThat(server.assess("nearer", new Scan(ScanDepth.FULL, 1), section)
                        .data()
                        .suggestions())
                .as("what is chosen is not suggested again")
                .isEmpty();
    }

    @Test
    void whatOnlyASampleSuggestsIsCommentedOut() throws Exception {
        Assessment assessment = server.assess("nearer", new Scan(ScanDepth.SAMPLE, 1));

        assertThat(assessment.data().suggestions()).isNotEmpty().noneMatch(Suggestion::complete);
        String section = new PolicySection(assessment).text();
        assertThat(section).contains("#  - column: nearer.users.active\n#    policies: {tinyint1: \"boolean\"}");
        assertThat(server.pipeline("nearer", section)
                        .rules()
                        .policies(new TableId("nearer", "users"), "active")
                        .tinyInt1())
                .isEqualTo(TinyInt1.SMALLINT);
    }

    @Test
    void whatTheAccountCannotSeeIsNotCountedAsNone() throws Exception {
        Assessment hidden = server.assess("nearer", new Scan(ScanDepth.NONE, 1));

        assertThat(hidden.inventory().others())
                .extracting(SourceObjects::kind, SourceObjects::count)
                .containsExactly(
                        tuple("views", "0"),
                        tuple("triggers", "not visible to this account"),
                        tuple("procedures", "not visible to this account"),
                        tuple("functions", "not visible to this account"),
                        tuple("events", "not visible to this account"));
        assertThat(hidden.checks())
                .filteredOn(check -> check.severity() == Severity.WARNING)
                .extracting(Check::subject, Check::found)
                .contains(tuple(
                        "MySQL: visibility", "triggers, procedures, functions, events: not visible to this account"));

        try (Connection root = server.root();
                Statement statement = root.createStatement()) {
            statement.execute("GRANT TRIGGER ON `near%`.* TO sluice");
            assertThat(server.assess("nearer", new Scan(ScanDepth.NONE, 1))
                            .inventory()
                            .others())
                    .as("the grant of SELECT on the database takes the place of the pattern's")
                    .contains(new SourceObjects("triggers", List.of(), Visibility.HIDDEN));
            statement.execute("REVOKE TRIGGER ON `near%`.* FROM sluice");

            statement.execute("CREATE ROLE looker");
            statement.execute("GRANT TRIGGER, EVENT, CREATE ROUTINE ON nearer.* TO looker");
            statement.execute("GRANT looker TO sluice");
            statement.execute("SET DEFAULT ROLE looker TO sluice");
            Assessment shown = server.assess("nearer", new Scan(ScanDepth.NONE, 1));
            statement.execute("DROP ROLE looker");

            assertThat(shown.inventory().others())
                    .contains(
                            new SourceObjects("triggers", List.of("nearer.named"), Visibility.SHOWN),
                            new SourceObjects("procedures", List.of("nearer.idle"), Visibility.SHOWN));
            assertThat(shown.checks())
                    .contains(Check.ok("MySQL: visibility", "views, triggers, routines and events are visible"));
        }
    }

    private static Stream<String> found(Assessment assessment) {
        return assessment.data().findings().stream().map(finding -> "%s %s %d %s%s"
                .formatted(
                        finding.topic(),
                        finding.object(),
                        finding.count(),
                        finding.severity().label(),
                        finding.proposal()
                                .map(proposal -> " " + proposal.policy().id() + "="
                                        + proposal.choice().id())
                                .orElse("")));
    }
}
