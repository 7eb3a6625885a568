package io.sluice.connect.mysql.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.ddl.ColumnStructure.Default;
import io.sluice.core.ddl.DroppedPart;
import io.sluice.core.ddl.DroppedPart.Kind;
import io.sluice.core.ddl.SchemaStatement.Keys;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableClausesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ALTER TABLE t ADD COLUMN a INT, ADD `b` INT AFTER a      | +a +b
            ALTER TABLE d.t ADD (a DECIMAL(9,2), KEY k (a), b INT)   | +a +b
            ALTER TABLE t RENAME COLUMN a TO b, RENAME COLUMN b TO a | a>b b>a
            ALTER TABLE t CHANGE a `b,(` INT, MODIFY COLUMN c INT    | a>b,( c>c
            ALTER TABLE t RENAME COLUMN c1 TO n1, ADD COLUMN c1 INT  | c1>n1 +c1
            ALTER TABLE t ALTER a SET DEFAULT 5, ALTER COLUMN b DROP DEFAULT | a>a b>b
            ALTER TABLE t ADD INDEX k (a), ADD CONSTRAINT c CHECK (a > 0), ADD UNIQUE (b), DROP COLUMN c | ''
            CREATE TABLE IF NOT EXISTS t (id INT PRIMARY KEY, `key` INT, KEY k (id), CONSTRAINT c CHECK (id > 0)) ENGINE=x | +id +key
            DROP INDEX i ON t                                        | ''
            """)
    void namesColumns(String sql, String columns) {
        assertThat(TableClauses.of(sql).columns().stream()
                        .map(column ->
                                column.formerName().map(former -> former + ">").orElse("+") + column.name())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(columns.equals("''") ? "" : columns);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            INT NOT NULL DEFAULT -5 COMMENT 'x'               | LITERAL    | -5
            DECIMAL(9,2) DEFAULT 1.50                         | LITERAL    | 1.50
            VARCHAR(9) DEFAULT 'it''s \\\\ \\'x\\''           | LITERAL    | it's \\ 'x'
            BIT(4) DEFAULT b'101'                             | LITERAL    | b'101'
            INT DEFAULT 0x1F                                  | LITERAL    | 0x1F
            INT DEFAULT TRUE                                  | LITERAL    | 1
            INT DEFAULT NULL                                  | NONE       | ''
            INT                                               | NONE       | ''
            CHAR(36) DEFAULT (uuid())                         | EXPRESSION | uuid()
            DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3) | EXPRESSION | CURRENT_TIMESTAMP(3)
            TIMESTAMP NOT NULL DEFAULT NOW()                  | EXPRESSION | NOW()
            """)
    void readsDefaults(String definition, String kind, String text) {
        String plain = SqlMode.DEFAULT.plain("ALTER TABLE t ADD COLUMN c " + definition);
        Default value = TableClauses.of(plain).columns().get(0).defaultValue().orElseThrow();
        assertThat(value.kind()).hasToString(kind);
        assertThat(value.text()).isEqualTo(text.equals("''") ? "" : text);
    }

    @Test
    void readsTheRestOfADefinition() {
        ColumnClause.Definition definition = TableClauses.of(
                        "ALTER TABLE t ADD c INT AS (a + (b)) STORED COMMENT 'a sum', ADD n INT AUTO_INCREMENT,"
                                + " ADD t TIMESTAMP ON UPDATE CURRENT_TIMESTAMP(3)")
                .columns()
                .get(0)
                .definition()
                .orElseThrow();
        assertThat(definition.generated()).isTrue();
        assertThat(definition.comment()).isEqualTo("a sum");
        TableClauses others = TableClauses.of(
                "ALTER TABLE t ADD n INT AUTO_INCREMENT, ADD t TIMESTAMP ON UPDATE CURRENT_TIMESTAMP(3)");
        assertThat(others.column("N").orElseThrow().definition().orElseThrow().autoIncrement())
                .isTrue();
        assertThat(others.column("t").orElseThrow().definition().orElseThrow().onUpdate())
                .contains("CURRENT_TIMESTAMP(3)");
    }

    @Test
    void namesWhatIsDroppedBesidesColumns() {
        assertThat(TableClauses.of(
                                "ALTER TABLE t DROP INDEX i, DROP KEY k, DROP FOREIGN KEY f, DROP CHECK c, DROP a, DROP"
                                        + " PRIMARY KEY")
                        .dropped())
                .containsExactly(
                        new DroppedPart(Kind.INDEX, "i"),
                        new DroppedPart(Kind.INDEX, "k"),
                        new DroppedPart(Kind.CONSTRAINT, "f"),
                        new DroppedPart(Kind.CONSTRAINT, "c"));
        assertThat(TableClauses.of("DROP INDEX `ON` ON t").dropped())
                .isEqualTo(List.of(new DroppedPart(Kind.INDEX, "ON")));
    }

    @Test
    void knowsWhatTheLogDoesNotSayOfRows() {
        assertThat(TableClauses.of("ALTER TABLE t TRUNCATE PARTITION p0").replacesRows())
                .isTrue();
        assertThat(TableClauses.of("ALTER TABLE t DROP PARTITION p0, p1").replacesRows())
                .isTrue();
        assertThat(TableClauses.of("ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u")
                        .replacesRows())
                .isTrue();
        assertThat(TableClauses.of("ALTER TABLE t ADD PARTITION (PARTITION p VALUES LESS THAN (9))")
                        .replacesRows())
                .isFalse();
    }

    @Test
    void readsTheTablesComment() {
        assertThat(TableClauses.of("ALTER TABLE t ENGINE=InnoDB, COMMENT='it''s'")
                        .comment())
                .contains("it's");
        assertThat(TableClauses.of("CREATE TABLE t (a INT COMMENT 'x') ENGINE=InnoDB COMMENT 'of it'")
                        .comment())
                .contains("of it");
        assertThat(TableClauses.of("ALTER TABLE t ADD a INT COMMENT 'x'").comment())
                .isEmpty();
    }

    @Test
    void whatMayConcernIndexesConstraintsAndCollationsIsTold() {
        for (String sql : List.of(
                "CREATE UNIQUE INDEX i ON t (a)",
                "DROP INDEX i ON t",
                "ALTER TABLE t RENAME KEY a TO b",
                "ALTER TABLE t ADD COLUMN c INT UNIQUE",
                "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u (id)",
                "ALTER TABLE t ADD CHECK (a > 0)",
                "ALTER TABLE t MODIFY c VARCHAR(9) COLLATE utf8mb4_bin")) {
            assertThat(TableClauses.of(sql).keys()).as(sql).isEqualTo(Keys.CHANGED);
        }
        for (String sql : List.of(
                "ALTER TABLE t ADD COLUMN `index` INT COMMENT 'UNIQUE'", "ALTER TABLE t RENAME COLUMN a TO `key`")) {
            assertThat(TableClauses.of(sql).keys()).as(sql).isEqualTo(Keys.KEPT);
        }
    }
}
