package io.sluice.connect.mysql.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.TableId;
import io.sluice.connect.mysql.ddl.DdlStatement.Action;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DdlStatementTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TABLE links (url INT)                            | CREATE_TABLE   | d.links
            create table if not exists url like other.source        | CREATE_TABLE   | d.url
            CREATE /*!32312 TABLE */ `a``b.c` (id INT)              | CREATE_TABLE   | d.a`b.c
            /* a table */ CREATE TABLE x . `y` (id INT) -- really   | CREATE_TABLE   | x.y
            ALTER TABLE t ADD COLUMN `RENAME` INT, RENAME COLUMN a TO b | ALTER_TABLE | d.t
            ALTER TABLE t ADD c INT, RENAME TO x.u                  | RENAME_TABLE   | d.t x.u
            ALTER TABLE t EXCHANGE PARTITION `p` WITH TABLE x.u     | ALTER_TABLE    | d.t x.u
            ALTER TABLE t RENAME = u                                | RENAME_TABLE   | d.t d.u
            RENAME TABLE a TO b, x.c TO y.d                         | RENAME_TABLE   | d.a d.b x.c y.d
            CREATE UNIQUE INDEX url USING BTREE ON t (a)            | ALTER_TABLE    | d.t
            DROP INDEX `ON` ON t                                    | ALTER_TABLE    | d.t
            DROP TABLE IF EXISTS a, `b` RESTRICT                    | DROP_TABLE     | d.a d.b
            TRUNCATE vector                                         | TRUNCATE_TABLE | d.vector
            TRUNCATE TABLE x.t                                      | TRUNCATE_TABLE | x.t
            CREATE TEMPORARY TABLE t (id INT)                       | OTHER          |
            DROP /*!40005 TEMPORARY */ TABLE IF EXISTS `t`          | OTHER          |
            CREATE VIEW v AS SELECT * FROM t                        | OTHER          |
            ALTER INSTANCE ROTATE INNODB MASTER KEY                 | OTHER          |
            RENAME USER a TO b                                      | OTHER          |
            DROP DATABASE x                                         | DATABASE       |
            BEGIN                                                   | TRANSACTION    |
            ''                                                      | OTHER          |
            """)
    void namesWhatItChanges(String sql, Action action, String tables) {
        DdlStatement statement = DdlStatement.of(sql, "d");
        assertThat(statement.action()).isEqualTo(action);
        assertThat(statement.tables().stream().map(TableId::toString))
                .containsExactlyElementsOf(tables == null ? List.of() : List.of(tables.split(" ")));
    }

    @Test
    void putsTheNamesOfTablesInQuotes() {
        assertThat(DdlStatement.of("ALTER TABLE url ADD a INT, RENAME vector", "d")
                        .sql())
                .isEqualTo("ALTER TABLE `d`.`url` ADD a INT, RENAME `d`.`vector`");
    }

    @Test
    void knowsWhichDatabaseIsMeant() {
        assertThat(DdlStatement.of("ALTER DATABASE CHARSET utf8mb4", "d").database())
                .isEqualTo("d");
        assertThat(DdlStatement.of("CREATE DATABASE IF NOT EXISTS url", "d"))
                .isEqualTo(new DdlStatement(Action.DATABASE, List.of(), "url", "CREATE DATABASE IF NOT EXISTS `url`"));
    }

    @Test
    void underAnsiQuotesDoubleQuotesAreAroundNames() {
        SqlMode ansi = new SqlMode(true, false);
        assertThat(ansi.plain("ALTER TABLE \"a \"\"b\"\" `c`\" ADD \"x\" INT DEFAULT 'it''s \"'"))
                .isEqualTo("ALTER TABLE `a \"b\" ``c``` ADD `x` INT DEFAULT 'it''s \"'");
        assertThat(SqlMode.DEFAULT.plain("ADD c CHAR(9) DEFAULT \"it's \"\"x\"\" \\\" \\n\""))
                .isEqualTo("ADD c CHAR(9) DEFAULT 'it''s \"x\" \" \\n'");
    }

    @Test
    void aBackslashMayBeACharacterLikeOthers() {
        assertThat(new SqlMode(false, true).plain("DEFAULT 'back\\' COMMENT 'a\\b'"))
                .isEqualTo("DEFAULT 'back\\\\' COMMENT 'a\\\\b'");
        assertThat(SqlMode.ofBits(1L << 2 | 1L << 20)).isEqualTo(new SqlMode(true, true));
        assertThat(SqlMode.ofBits(1L << 21)).isEqualTo(SqlMode.DEFAULT);
    }

    @Test
    void commentsThatMySqlExecutesStay() {
        assertThat(SqlMode.DEFAULT.plain("CREATE TABLE t (a INT) # it's\n/* \" */ /*!50100 PARTITION BY HASH (a) */"))
                .isEqualTo("CREATE TABLE t (a INT)    /*!50100 PARTITION BY HASH (a) */");
    }
}
