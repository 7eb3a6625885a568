package io.sluice.schema.plan;

import io.sluice.schema.plan.Finding.Code;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** All that MySQL's information_schema says of some databases, in the words of {@link TargetFacts}. */
final class SourceFacts {

    private final Connection mysql;
    private final String databases;
    private final List<CatalogueFact> facts = new ArrayList<>();

    private SourceFacts(Connection mysql, List<String> databases) {
        this.mysql = mysql;
        this.databases = "'" + String.join("', '", databases) + "'";
    }

    static List<CatalogueFact> read(Connection mysql, List<String> databases) throws SQLException {
        SourceFacts facts = new SourceFacts(mysql, databases);
        Script.run(mysql, "SET SESSION group_concat_max_len = 100000");
        facts.columns();
        facts.indexes();
        facts.checks();
        facts.foreignKeys();
        facts.partitions();
        facts.rest();
        return facts.facts;
    }

    private void add(String object, String expected, Code... codes) {
        facts.add(new CatalogueFact(object, expected, Set.of(codes)));
    }

    private void columns() throws SQLException {
        for (List<String> row : rows("""
                SELECT CONCAT(c.table_schema, '.', c.table_name), c.column_name, c.ordinal_position, c.is_nullable,
                       c.column_default, c.extra, c.column_comment, c.data_type
                FROM information_schema.columns c JOIN information_schema.tables t
                  ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
                WHERE c.table_schema IN (%s)""")) {
            String column = row.get(0) + "." + row.get(1);
            String extra = row.get(5);
            add(column, "column " + column + " is number " + row.get(2));
            if (row.get(3).equals("NO")) {
                add(column, "column " + column + " is NOT NULL", Code.COLUMN_NULLABLE);
            }
            if (row.get(4) != null) {
                add(column, "column " + column + " has a default" + literal(row), Code.DEFAULT_LEFT_OUT);
            }
            if (extra.contains("auto_increment")) {
                add(column, "column " + column + " is an identity", Code.IDENTITY_LEFT_OUT);
            }
            if (extra.contains("on update")) {
                add(column, "column " + column + " has a trigger", Code.ON_UPDATE_LEFT_OUT);
            }
            if (extra.contains("STORED GENERATED")) {
                add(column, "column " + column + " is generated, s", Code.GENERATED_PLAIN);
            }
            if (extra.contains("VIRTUAL GENERATED")) {
                add(column, "column " + column + " is generated, v", Code.GENERATED_PLAIN, Code.GENERATED_STORED);
            }
            if (extra.contains("INVISIBLE")) {
                add(column, "invisible", Code.COLUMN_INVISIBLE);
            }
            if (!row.get(6).isEmpty()) {
                add(column, "column " + column + " has comment " + row.get(6));
            }
        }
    }

    /** The value of a literal that looks the same on both sides. */
    private static String literal(List<String> row) {
        boolean comparable =
                Set.of("char", "varchar", "enum", "int", "decimal", "date").contains(row.get(7));
        if (!comparable || row.get(5).contains("DEFAULT_GENERATED")) {
            return "";
        }
        return ": " + (row.get(7).equals("int") ? new BigInteger(row.get(4)).toString() : row.get(4));
    }

    private void indexes() throws SQLException {
        for (List<String> row : rows("""
                SELECT CONCAT(table_schema, '.', table_name), index_name, MAX(non_unique), MAX(index_type),
                       GROUP_CONCAT(CONCAT(COALESCE(column_name, '(expression)'), IF(sub_part IS NULL, '', ' start'),
                                           IF(collation = 'D', ' DESC', ''))
                                    ORDER BY seq_in_index SEPARATOR ', '),
                       MAX(is_visible), MAX(index_comment)
                FROM information_schema.statistics WHERE table_schema IN (%s)
                GROUP BY 1, 2""")) {
            String index = row.get(0) + "." + row.get(1);
            String table = row.get(0).substring(row.get(0).indexOf('.') + 1);
            String name = table + "_" + (row.get(1).equals("PRIMARY") ? "pkey" : row.get(1));
            add(index, "index " + row.get(0) + "." + name + " is there", Code.INDEX_LEFT_OUT);
            add(
                    index,
                    "index " + row.get(0) + "." + name + (row.get(2).equals("0") ? " is unique" : " is not unique")
                            + " on " + row.get(4),
                    Code.INDEX_LEFT_OUT,
                    Code.INDEX_PREFIX,
                    Code.INDEX_FULLTEXT,
                    Code.INDEX_TOO_WIDE);
            if (row.get(5).equals("NO")) {
                add(index, "invisible", Code.INDEX_INVISIBLE);
            }
            if (!row.get(6).isEmpty()) {
                add(index, "index " + row.get(0) + "." + name + " has comment " + row.get(6), Code.INDEX_LEFT_OUT);
            }
        }
    }

    private void checks() throws SQLException {
        for (List<String> row : rows("""
                SELECT CONCAT(table_schema, '.', table_name), constraint_name, enforced
                FROM information_schema.table_constraints
                WHERE constraint_type = 'CHECK' AND table_schema IN (%s)""")) {
            String check = row.get(0) + "." + row.get(1);
            String enforced = row.get(2).equals("YES") ? "enforced" : "not enforced";
            add(check, "check " + check + " is " + enforced, Code.CHECK_LEFT_OUT, Code.CHECK_NOT_ENFORCED);
        }
    }

    private void foreignKeys() throws SQLException {
        for (List<String> row : rows("""
                SELECT CONCAT(k.table_schema, '.', k.table_name), k.constraint_name,
                       GROUP_CONCAT(k.column_name ORDER BY k.ordinal_position SEPARATOR ', '),
                       CONCAT(MAX(k.referenced_table_schema), '.', MAX(k.referenced_table_name)),
                       GROUP_CONCAT(k.referenced_column_name ORDER BY k.ordinal_position SEPARATOR ', '),
                       MAX(r.update_rule), MAX(r.delete_rule)
                FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r
                  ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
                 AND r.table_name = k.table_name
                WHERE k.referenced_table_name IS NOT NULL AND k.table_schema IN (%s)
                GROUP BY 1, 2""")) {
            String key = row.get(0) + "." + row.get(1);
            add(
                    key,
                    "foreign key " + key + " from " + row.get(2) + " to " + row.get(3) + " " + row.get(4) + " "
                            + row.get(5) + " " + row.get(6),
                    Code.FOREIGN_KEY_LEFT_OUT);
        }
    }

    private void partitions() throws SQLException {
        for (List<String> row : rows("""
                SELECT CONCAT(table_schema, '.', table_name), MAX(partition_method), COUNT(DISTINCT partition_name)
                FROM information_schema.partitions WHERE partition_name IS NOT NULL AND table_schema IN (%s)
                GROUP BY 1""")) {
            String method =
                    row.get(1).replace(" COLUMNS", "").replace("KEY", "HASH").toLowerCase(Locale.ROOT);
            add(row.get(0), "table " + row.get(0) + " is divided by " + method, Code.PARTITIONS_FLAT);
        }
    }

    private void rest() throws SQLException {
        for (List<String> row : rows("""
                SELECT CONCAT(table_schema, '.', table_name), table_comment, engine FROM information_schema.tables
                WHERE table_type = 'BASE TABLE' AND table_schema IN (%s)""")) {
            if (!row.get(1).isEmpty()) {
                add(row.get(0), "table " + row.get(0) + " has comment " + row.get(1));
            }
            if (!row.get(2).equals("InnoDB")) {
                add(row.get(0), "engine", Code.ENGINE_NOT_TRANSACTIONAL);
            }
        }
        objects(
                "VIEW_LEFT_OUT",
                "SELECT CONCAT(table_schema, '.', table_name) FROM information_schema.views"
                        + " WHERE table_schema IN (%s)");
        objects(
                "TRIGGER_LEFT_OUT",
                "SELECT CONCAT(trigger_schema, '.', trigger_name) FROM information_schema.triggers"
                        + " WHERE trigger_schema IN (%s)");
        for (String kind : List.of("PROCEDURE", "FUNCTION")) {
            objects(
                    kind + "_LEFT_OUT",
                    "SELECT CONCAT(routine_schema, '.', routine_name) FROM"
                            + " information_schema.routines WHERE routine_type = '" + kind
                            + "' AND routine_schema IN (%s)");
        }
        objects(
                "EVENT_LEFT_OUT",
                "SELECT CONCAT(event_schema, '.', event_name) FROM information_schema.events"
                        + " WHERE event_schema IN (%s)");
    }

    private void objects(String code, String query) throws SQLException {
        for (List<String> row : rows(query)) {
            add(row.get(0), "view " + row.get(0), Code.valueOf(code));
        }
    }

    private List<List<String>> rows(String query) throws SQLException {
        return Script.table(mysql, query.formatted(databases));
    }
}
