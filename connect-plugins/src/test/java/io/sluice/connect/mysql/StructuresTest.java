package io.sluice.connect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.mysql.antlr.MySqlAntlrDdlParser;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import io.sluice.connect.mysql.ddl.DdlStatement;
import io.sluice.connect.mysql.ddl.TableClauses;
import io.sluice.core.ddl.ColumnStructure;
import io.sluice.core.ddl.ColumnStructure.Default;
import io.sluice.core.ddl.ColumnStructure.Origin;
import io.sluice.core.ddl.TableStructure;
import io.sluice.core.type.MySqlType;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Debezium's parser and our reading of clauses make of statements together. */
class StructuresTest {

    private static final TableId TABLE = new TableId("d", null, "t");

    private final MySqlAntlrDdlParser parser = new MySqlAntlrDdlParser();
    private final Tables tables = new Tables();

    private Table parse(String sql) {
        parser.setCurrentSchema("d");
        parser.parse(DdlStatement.of(sql, "d").sql(), tables);
        return tables.forTable(TABLE);
    }

    private TableStructure after(String create, String alter) {
        Table before = parse(create);
        TableClauses clauses = TableClauses.of(DdlStatement.of(alter, "d").sql());
        return Structures.after(parse(alter), before, clauses, clauses);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ALTER TABLE t ADD b INT FIRST                                     | b+ id< v< n<
            ALTER TABLE t DROP COLUMN v                                       | id< n<
            ALTER TABLE t RENAME COLUMN v TO w                                | id< w<v n<
            ALTER TABLE t RENAME COLUMN v TO w, ADD COLUMN v VARCHAR(9)       | id< w<v n< v+
            ALTER TABLE t DROP COLUMN v, ADD COLUMN v VARCHAR(9)              | id< n< v+
            ALTER TABLE t CHANGE v w VARCHAR(30) AFTER n, MODIFY n BIGINT     | id< n< w<v
            """)
    void tellsColumnsThatWereThereFromNewOnes(String alter, String columns) {
        TableStructure structure = after("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20), n INT)", alter);
        assertThat(structure.columns().stream().map(StructuresTest::text).collect(Collectors.joining(" ")))
                .isEqualTo(columns);
        assertThat(structure.key()).containsExactly("id");
    }

    @Test
    void columnsExchangeTheirNamesInTwoSteps() {
        Table before = parse("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20), n INT)");
        TableClauses clauses = TableClauses.of("ALTER TABLE `d`.`t` RENAME COLUMN v TO n, RENAME COLUMN n TO v");
        assertThat(clauses.passesNamesOn()).isTrue();
        clauses.renamedInTwoSteps("`d`.`t`").forEach(this::parse);
        TableStructure structure = Structures.after(tables.forTable(TABLE), before, clauses, clauses);
        assertThat(structure.columns().stream().map(StructuresTest::text)).containsExactly("id<", "n<v", "v<n");
        assertThat(TableClauses.of("ALTER TABLE t RENAME COLUMN v TO w, ADD v INT")
                        .passesNamesOn())
                .isFalse();
    }

    private static String text(ColumnStructure column) {
        String former = column.formerName().orElse("+");
        return column.name() + (former.equals("+") ? "+" : "<" + (former.equals(column.name()) ? "" : former));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            DECIMAL(10,2) UNSIGNED            | DECIMAL(10,2) UNSIGNED
            INT UNSIGNED                      | INT UNSIGNED
            TINYINT(1)                        | TINYINT(1)
            BIGINT(20) UNSIGNED ZEROFILL      | BIGINT(20) UNSIGNED ZEROFILL
            DATETIME(3)                       | DATETIME(3)
            VARCHAR(20) CHARACTER SET latin1  | VARCHAR(20)
            ENUM('a','it''s','x,y','q)')      | ENUM('a','it''s','x,y','q)')
            SET('a','b')                      | SET('a','b')
            DOUBLE PRECISION                  | DOUBLE
            BOOLEAN                           | BOOLEAN
            TEXT                              | TEXT
            JSON                              | JSON
            """)
    void writesTypesAsMySqlDeclaresThem(String declared, String type) {
        TableStructure structure = after("CREATE TABLE t (id INT PRIMARY KEY)", "ALTER TABLE t ADD c " + declared);
        MySqlType read = MySqlType.ofDeclaration(structure.columns().get(1).type());
        MySqlType meant = MySqlType.ofDeclaration(type);
        assertThat(read.kind()).isEqualTo(meant.kind());
        assertThat(read.length()).isEqualTo(meant.length());
        assertThat(read.scale()).isEqualTo(meant.scale());
        assertThat(read.unsigned()).isEqualTo(meant.unsigned());
        assertThat(read.members()).isEqualTo(meant.members());
    }

    @Test
    void knowsWhereValuesComeFrom() {
        TableStructure before =
                Structures.before(parse("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, at DATETIME(3)"
                        + " DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), n INT NOT NULL DEFAULT 5)"));
        ColumnStructure id = before.columns().get(0);
        ColumnStructure at = before.columns().get(1);
        ColumnStructure n = before.columns().get(2);
        assertThat(id.origin()).isEqualTo(Origin.AUTO_INCREMENT);
        assertThat(at.origin()).isEqualTo(Origin.WRITTEN);
        assertThat(at.onUpdate()).contains("CURRENT_TIMESTAMP(3)");
        assertThat(at.defaultValue()).isEqualTo(Default.expression("CURRENT_TIMESTAMP(3)"));
        assertThat(n.defaultValue()).isEqualTo(Default.literal("5"));
        assertThat(n.nullable()).isFalse();
    }
}
