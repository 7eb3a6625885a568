package io.sluice.core.sql;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import java.util.Objects;
import java.util.Optional;

/**
 * An index or a constraint of a table, apart from its key: what is made once the table's rows are there.
 *
 * @param definition what it is, whatever its name: parts of one definition do the same
 * @param making the statement that makes it while rows are written, and does not stop them
 * @param comment the statement that says its comment, if it has one
 * @param validation the statement that checks the rows that were there before it, where that is not a part of making it
 */
public record TablePart(
        Kind kind,
        TableId table,
        String name,
        String definition,
        String making,
        Optional<String> comment,
        Optional<String> validation) {

    public enum Kind {
        INDEX,
        CHECK,
        FOREIGN_KEY
    }

    /** Which part of a database it is: no other has the same. */
    public record Id(Kind kind, TableId table, String name) {}

    public TablePart {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(table);
        if (name.isEmpty() || definition.isEmpty()) {
            throw new IllegalArgumentException("a part of " + table + " lacks its name or definition");
        }
    }

    public Id id() {
        return new Id(kind, table, name);
    }

    /** The statement that gives a part another name. */
    public static String rename(Id part, String name) {
        String to = " TO " + Identifiers.quote(name);
        return switch (part.kind()) {
            case INDEX -> "ALTER INDEX " + quotedIndex(part) + " RENAME" + to;
            case CHECK, FOREIGN_KEY ->
                "ALTER TABLE " + Identifiers.quote(part.table()) + " RENAME CONSTRAINT "
                        + Identifiers.quote(part.name()) + to;
        };
    }

    /** The statement that drops a part if it is there. */
    public static String drop(Id part) {
        return switch (part.kind()) {
            case INDEX -> "DROP INDEX IF EXISTS " + quotedIndex(part);
            case CHECK, FOREIGN_KEY ->
                "ALTER TABLE " + Identifiers.quote(part.table()) + " DROP CONSTRAINT IF EXISTS "
                        + Identifiers.quote(part.name());
        };
    }

    private static String quotedIndex(Id part) {
        return Identifiers.quote(new TableId(part.table().schema(), part.name()));
    }
}
