package io.sluice.e2e.change;

import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What PostgreSQL's catalogue says of the tables of a schema, in its own words; a generated column is one like others. */
final class TargetParts {

    private TargetParts() {}

    static String of(Connection postgres, String schema) throws SQLException {
        List<String> lines = Sql.rows(postgres, """
                WITH t AS (SELECT c.oid, c.relname FROM pg_class c
                           WHERE c.relnamespace = '%1$s'::regnamespace AND c.relkind IN ('r', 'p'))
                SELECT relname, 'table', coalesce(obj_description(oid, 'pg_class'), '') FROM t
                UNION ALL
                SELECT relname, a.attname, format_type(a.atttypid, a.atttypmod)
                    || CASE WHEN a.attcollation <> y.typcollation THEN ' COLLATE ' || o.collname ELSE '' END
                    || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                    || CASE a.attidentity WHEN '' THEN '' ELSE ' IDENTITY' END
                    || CASE a.attgenerated WHEN '' THEN coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') ELSE '' END
                    || coalesce(' -- ' || col_description(t.oid, a.attnum), '')
                FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
                JOIN pg_type y ON y.oid = a.atttypid
                LEFT JOIN pg_collation o ON o.oid = a.attcollation
                LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
                UNION ALL
                SELECT relname, k.conname, pg_get_constraintdef(k.oid) FROM t JOIN pg_constraint k ON k.conrelid = t.oid
                WHERE k.contype <> 'n'
                UNION ALL
                SELECT relname, 'index', pg_get_indexdef(x.indexrelid) || CASE WHEN x.indisvalid THEN '' ELSE ' INVALID' END
                    || coalesce(' -- ' || obj_description(x.indexrelid, 'pg_class'), '')
                FROM t JOIN pg_index x ON x.indrelid = t.oid
                UNION ALL
                SELECT relname, 'trigger', pg_get_triggerdef(g.oid) FROM t JOIN pg_trigger g ON g.tgrelid = t.oid
                WHERE NOT g.tgisinternal
                ORDER BY 1, 2, 3
                """.formatted(schema));
        return String.join("\n", lines);
    }
}
