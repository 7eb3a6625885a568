package io.sluice.schema.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What PostgreSQL's catalogue says, one sentence each. */
final class TargetFacts {

    private static final String COLUMNS = """
            SELECT n.nspname || '.' || c.relname || '.' || a.attname, a.attnum, a.attnotnull, a.attidentity,
                   a.attgenerated, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum),
                   EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgenabled = 'O'
                                                        AND g.tgname = c.relname || '_' || a.attname || '_on_update')
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname !~ '^(pg_|information)'""";

    private static final String INDEXES = """
            SELECT n.nspname || '.' || t.relname || '.' || i.relname, x.indisunique,
                   (SELECT string_agg(CASE WHEN x.indkey[k - 1] = 0 THEN '(expression)'
                                           ELSE (SELECT attname FROM pg_attribute
                                                 WHERE attrelid = t.oid AND attnum = x.indkey[k - 1]) END
                                      || CASE WHEN x.indoption[k - 1] & 1 = 1 THEN ' DESC' ELSE '' END, ', ' ORDER BY k)
                    FROM generate_series(1, x.indnkeyatts) k),
                   obj_description(i.oid)
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace""";

    private static final String CHECKS = """
            SELECT n.nspname || '.' || t.relname || '.' || c.conname,
                   CASE WHEN c.conenforced THEN 'enforced' ELSE 'not enforced' END
            FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE c.contype = 'c'""";

    private static final String FOREIGN_KEYS = """
            SELECT c.constraint_schema, c.constraint_name, c.table_schema || '.' || c.table_name,
                   (SELECT string_agg(k.column_name, ', ' ORDER BY k.ordinal_position)
                    FROM information_schema.key_column_usage k
                    WHERE k.constraint_name = c.constraint_name AND k.table_schema = c.table_schema
                      AND k.table_name = c.table_name),
                   (SELECT rn.nspname || '.' || rc.relname || ' '
                           || (SELECT string_agg(a.attname, ', ' ORDER BY o.n)
                               FROM unnest(p.confkey) WITH ORDINALITY o(attnum, n)
                               JOIN pg_attribute a ON a.attrelid = p.confrelid AND a.attnum = o.attnum)
                    FROM pg_constraint p JOIN pg_class rc ON rc.oid = p.confrelid
                    JOIN pg_namespace rn ON rn.oid = rc.relnamespace
                    WHERE p.conname = c.constraint_name
                      AND p.conrelid = (quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass),
                   r.update_rule, r.delete_rule
            FROM information_schema.table_constraints c JOIN information_schema.referential_constraints r
              ON r.constraint_schema = c.constraint_schema AND r.constraint_name = c.constraint_name
            WHERE c.constraint_type = 'FOREIGN KEY'""";

    private static final String TABLES = """
            SELECT n.nspname || '.' || c.relname, c.relkind, obj_description(c.oid),
                   CASE p.partstrat WHEN 'r' THEN 'range' WHEN 'l' THEN 'list' WHEN 'h' THEN 'hash' END
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_partitioned_table p ON p.partrelid = c.oid
            WHERE c.relkind IN ('r', 'p', 'v')""";

    private TargetFacts() {}

    static Set<String> read(Connection postgres) throws SQLException {
        Set<String> facts = new HashSet<>();
        for (List<String> row : Script.table(postgres, COLUMNS)) {
            columnFacts(postgres, facts, row);
        }
        for (List<String> row : Script.table(postgres, INDEXES)) {
            facts.add("index " + row.get(0) + " is there");
            facts.add("index " + row.get(0) + (row.get(1).equals("t") ? " is unique" : " is not unique") + " on "
                    + row.get(2));
            facts.add("index " + row.get(0) + " has comment " + row.get(3));
        }
        Script.table(postgres, CHECKS).forEach(row -> facts.add("check " + row.get(0) + " is " + row.get(1)));
        Script.table(postgres, FOREIGN_KEYS)
                .forEach(row -> facts.add("foreign key " + row.get(2) + "." + row.get(1) + " from " + row.get(3)
                        + " to " + row.get(4) + " " + row.get(5) + " " + row.get(6)));
        for (List<String> row : Script.table(postgres, TABLES)) {
            facts.add("table " + row.get(0) + " has comment " + row.get(2));
            facts.add("table " + row.get(0) + " is divided by " + row.get(3));
            if (row.get(1).equals("v")) {
                facts.add("view " + row.get(0));
            }
        }
        return facts;
    }

    private static void columnFacts(Connection postgres, Set<String> facts, List<String> row) throws SQLException {
        String column = "column " + row.get(0);
        facts.add(column + " is number " + row.get(1));
        facts.add(column + " has comment " + row.get(6));
        if (row.get(2).equals("t")) {
            facts.add(column + " is NOT NULL");
        }
        if (!row.get(3).isEmpty()) {
            facts.add(column + " is an identity");
        }
        if (row.get(7).equals("t")) {
            facts.add(column + " has a trigger");
        }
        if (!row.get(4).isEmpty()) {
            facts.add(column + " is generated, " + row.get(4));
        } else if (row.get(5) != null) {
            facts.add(column + " has a default");
            facts.add(column + " has a default: "
                    + Script.table(postgres, "SELECT (" + row.get(5) + ")::text")
                            .get(0)
                            .get(0));
        }
    }
}
