package io.sluice.connect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.mysql.antlr.MySqlAntlrDdlParser;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import io.sluice.connect.mysql.ddl.DdlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every word that MySQL takes for a name without quotes can be the name of a captured table and of its columns. */
class KeywordsTest {

    /** Of one table: each statement takes the parser its time. */
    private static final int COLUMNS = 25;

    @Test
    void areNames() throws SQLException {
        try (Connection mysql = OneMySql.connection();
                Statement statement = mysql.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS words");
            statement.execute("CREATE DATABASE words");
            statement.execute("USE words");
            List<String> keywords = keywords(statement);
            assertThat(keywords).hasSizeGreaterThan(400).contains("URL", "VECTOR");
            keywords.forEach(KeywordsTest::isNameOfTable);
            for (int i = 0; i < keywords.size(); i += COLUMNS) {
                areNamesOfColumns(statement, keywords.subList(i, Math.min(i + COLUMNS, keywords.size())));
            }
        }
    }

    private static List<String> keywords(Statement mysql) throws SQLException {
        List<String> keywords = new ArrayList<>();
        try (ResultSet row = mysql.executeQuery("SELECT word FROM information_schema.keywords WHERE reserved = 0")) {
            while (row.next()) {
                keywords.add(row.getString(1));
            }
        }
        return keywords;
    }

    private static void isNameOfTable(String keyword) {
        for (String sql : List.of("CREATE TABLE %s (id INT)", "ALTER TABLE %s ADD a INT", "TRUNCATE %s")) {
            assertThat(DdlStatement.of(sql.formatted(keyword), "words").tables())
                    .as(sql)
                    .containsExactly(new TableId("words", null, keyword));
        }
    }

    private static void areNamesOfColumns(Statement mysql, List<String> keywords) throws SQLException {
        String sql = "CREATE TABLE %s (%s INT)".formatted(keywords.get(0), String.join(" INT, ", keywords));
        DdlStatement statement = DdlStatement.of(sql, "words");
        List<String> columns = columns(statement.sql(), keywords.get(0));
        if (columns.isEmpty()) {
            mysql.execute(sql);
            columns = columns(definition(mysql, keywords.get(0)), keywords.get(0));
        }
        assertThat(columns).isEqualTo(keywords);
    }

    private static String definition(Statement mysql, String table) throws SQLException {
        try (ResultSet row = mysql.executeQuery("SHOW CREATE TABLE `" + table + "`")) {
            row.next();
            return row.getString(2);
        }
    }

    /** None if the parser refuses the statement, after which the catalogue is asked. */
    private static List<String> columns(String sql, String table) {
        MySqlAntlrDdlParser parser = new MySqlAntlrDdlParser();
        parser.setCurrentSchema("words");
        Tables tables = new Tables();
        try {
            parser.parse(sql, tables);
        } catch (RuntimeException e) {
            return List.of();
        }
        Table parsed = tables.forTable(new TableId("words", null, table));
        return parsed == null ? List.of() : parsed.retrieveColumnNames();
    }
}
