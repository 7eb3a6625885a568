package io.sluice.schema.change;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import java.util.Collection;
import java.util.stream.Collectors;

/** Statements that have to look at what is there. */
final class Blocks {

    private Blocks() {}

    /** PostgreSQL refuses to truncate a table that foreign keys refer to, even where they are not checked. */
    static String empty(TableId table) {
        String name = Identifiers.quote(table);
        return block(
                "BEGIN TRUNCATE " + name + "; EXCEPTION WHEN feature_not_supported THEN DELETE FROM " + name + "; END");
    }

    /** Does nothing if what it makes is there. */
    static String unlessThere(String sql) {
        return block("BEGIN " + sql + "; EXCEPTION WHEN duplicate_object OR duplicate_table THEN NULL; END");
    }

    /** Does something else if what it makes is there. */
    static String ifThere(String sql, String condition, String instead) {
        return block("BEGIN " + sql + "; EXCEPTION WHEN " + condition + " THEN " + instead + "; END");
    }

    /** Adds a label to a type that is there. */
    static String labelIfTypeIsThere(String type, String label) {
        return block("BEGIN IF to_regtype(" + Identifiers.literal(type) + ") IS NOT NULL THEN " + addLabel(type, label)
                + "; END IF; END");
    }

    static String addLabel(String type, String label) {
        return "ALTER TYPE " + type + " ADD VALUE IF NOT EXISTS " + Identifiers.literal(label);
    }

    /** Drops the constraint by which rows are found, whatever its name is, with the foreign keys that refer to it. */
    static String dropKey(TableId table, Collection<String> columns) {
        String names = columns.stream().sorted().map(Identifiers::literal).collect(Collectors.joining(", "));
        return block(
                "DECLARE k name; BEGIN FOR k IN SELECT c.conname FROM pg_catalog.pg_constraint c WHERE c.conrelid = "
                        + Identifiers.literal(Identifiers.quote(table))
                        + "::regclass AND c.contype IN ('p', 'u') AND (SELECT array_agg(a.attname::text ORDER BY a.attname::text"
                        + " COLLATE \"C\") FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey))"
                        + " = ARRAY[" + names + "] LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', "
                        + Identifiers.literal(Identifiers.quote(table)) + ", k); END LOOP; END");
    }

    /** Drops the foreign keys of other tables that refer to this one. */
    static String dropReferences(TableId table) {
        return block("DECLARE k record; BEGIN FOR k IN SELECT c.conrelid::regclass AS child, c.conname FROM"
                + " pg_catalog.pg_constraint c WHERE c.contype = 'f' AND c.confrelid = to_regclass("
                + Identifiers.literal(Identifiers.quote(table))
                + ") AND c.conrelid <> c.confrelid AND c.conparentid = 0"
                + " LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', k.child, k.conname); END LOOP; END");
    }

    /** Gives a column of texts another type and leaves its collation as it is: PostgreSQL would take the type's own. */
    static String changeTextType(TableId table, String column, String type, String using) {
        String alter = "ALTER TABLE " + Identifiers.quote(table) + " ALTER COLUMN " + Identifiers.quote(column)
                + " TYPE " + type;
        return block("DECLARE c text; BEGIN SELECT ' COLLATE ' || quote_ident(n.nspname) || '.' ||"
                + " quote_ident(o.collname) INTO c FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_collation o ON"
                + " o.oid = a.attcollation JOIN pg_catalog.pg_namespace n ON n.oid = o.collnamespace WHERE a.attrelid = "
                + Identifiers.literal(Identifiers.quote(table)) + "::regclass AND a.attname = "
                + Identifiers.literal(column) + "; EXECUTE " + Identifiers.literal(alter)
                + " || coalesce(c, '') || " + Identifiers.literal(using) + "; END");
    }

    private static String block(String body) {
        return "DO " + Identifiers.literal(body);
    }
}
