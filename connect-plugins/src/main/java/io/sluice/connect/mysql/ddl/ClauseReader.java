package io.sluice.connect.mysql.ddl;

import io.sluice.core.ddl.ColumnStructure.Default;
import io.sluice.core.ddl.DroppedPart;
import io.sluice.core.ddl.SchemaStatement.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the clauses of a statement by their first words. All of these are reserved in MySQL, so that an unquoted one is never
 * the name of a column.
 */
final class ClauseReader {

    /** What begins an element of a table that is no column. */
    private static final Set<String> NO_COLUMN = Set.of(
            "INDEX",
            "KEY",
            "UNIQUE",
            "PRIMARY",
            "FOREIGN",
            "CONSTRAINT",
            "FULLTEXT",
            "SPATIAL",
            "CHECK",
            "PARTITION",
            "LIKE");

    private static final Set<String> REPLACES_ROWS = Set.of("TRUNCATE", "EXCHANGE", "IMPORT", "DISCARD");

    /** What a statement cannot say anything of indexes, constraints and collations without. */
    private static final Set<String> OF_KEYS = Set.of(
            "INDEX",
            "KEY",
            "UNIQUE",
            "FOREIGN",
            "CONSTRAINT",
            "FULLTEXT",
            "SPATIAL",
            "CHECK",
            "REFERENCES",
            "COLLATE",
            "CHARACTER",
            "CHARSET",
            // With a unique key.
            "SERIAL");

    private final SqlScanner.Scanned statement;
    private final TokenCursor cursor;
    private final List<ColumnClause> columns = new ArrayList<>();
    private final List<DroppedPart> dropped = new ArrayList<>();
    private Optional<String> comment = Optional.empty();
    private boolean replacesRows;
    private int clauses;

    ClauseReader(SqlScanner.Scanned statement) {
        this.statement = statement;
        this.cursor = new TokenCursor(statement.tokens());
    }

    TableClauses read() {
        if (cursor.skip("CREATE")) {
            created();
        } else if (cursor.skip("ALTER")) {
            altered();
        } else if (cursor.skip("DROP") && cursor.skip("INDEX") && cursor.isName()) {
            dropped.add(new DroppedPart(DroppedPart.Kind.INDEX, cursor.name()));
        }
        return new TableClauses(columns, dropped, replacesRows, comment, clauses, keys());
    }

    private Keys keys() {
        return statement.tokens().stream().anyMatch(token -> OF_KEYS.stream().anyMatch(token::is))
                ? Keys.CHANGED
                : Keys.KEPT;
    }

    private void created() {
        cursor.skip("OR");
        cursor.skip("REPLACE");
        if (!cursor.skip("TABLE")) {
            return;
        }
        table();
        if (cursor.skip("(")) {
            elements(cursor.toClosing());
        }
        options(cursor);
    }

    private void altered() {
        cursor.skip("IGNORE");
        if (!cursor.skip("TABLE")) {
            return;
        }
        table();
        while (cursor.isThere()) {
            clause(cursor.toComma());
            clauses++;
        }
    }

    private void table() {
        if (cursor.skip("IF")) {
            cursor.skip("NOT");
            cursor.skip("EXISTS");
        }
        cursor.name();
        if (cursor.skip(".")) {
            cursor.name();
        }
    }

    private void elements(TokenCursor inside) {
        while (inside.isThere()) {
            TokenCursor element = inside.toComma();
            if (element.isName() && NO_COLUMN.stream().noneMatch(element::is)) {
                added(element);
            }
        }
    }

    private void clause(TokenCursor clause) {
        replacesRows |= REPLACES_ROWS.stream().anyMatch(clause::is);
        if (clause.skip("ADD")) {
            boolean column = clause.skip("COLUMN");
            ifExists(clause);
            if (clause.skip("(")) {
                elements(clause.toClosing());
            } else if (column || (clause.isName() && NO_COLUMN.stream().noneMatch(clause::is))) {
                added(clause);
            }
        } else if (clause.skip("CHANGE")) {
            clause.skip("COLUMN");
            ifExists(clause);
            Optional<String> former = Optional.of(clause.name());
            columns.add(new DefinitionReader(statement, clause).read(clause.name(), former));
        } else if (clause.skip("MODIFY")) {
            clause.skip("COLUMN");
            ifExists(clause);
            String name = clause.name();
            columns.add(new DefinitionReader(statement, clause).read(name, Optional.of(name)));
        } else if (clause.skip("RENAME")) {
            renamed(clause);
        } else if (clause.skip("ALTER")) {
            defaultChanged(clause);
        } else if (clause.skip("DROP")) {
            dropped(clause);
        } else {
            options(clause);
        }
    }

    private void added(TokenCursor element) {
        String name = element.name();
        columns.add(new DefinitionReader(statement, element).read(name, Optional.empty()));
    }

    private void renamed(TokenCursor clause) {
        if (!clause.skip("COLUMN")) {
            return;
        }
        Optional<String> former = Optional.of(clause.name());
        clause.skip("TO");
        columns.add(new ColumnClause(clause.name(), former, Optional.empty(), Optional.empty()));
    }

    private void defaultChanged(TokenCursor clause) {
        clause.skip("COLUMN");
        if (!clause.isName() || clause.is("INDEX") || clause.is("CHECK") || clause.is("CONSTRAINT")) {
            return;
        }
        String name = clause.name();
        DefinitionReader reader = new DefinitionReader(statement, clause);
        if (clause.skip("SET") && clause.skip("DEFAULT")) {
            columns.add(
                    new ColumnClause(name, Optional.of(name), Optional.of(reader.defaultValue()), Optional.empty()));
        } else if (clause.skip("DROP") && clause.skip("DEFAULT")) {
            columns.add(new ColumnClause(name, Optional.of(name), Optional.of(Default.NONE), Optional.empty()));
        }
    }

    private void dropped(TokenCursor clause) {
        if (clause.skip("INDEX") || clause.skip("KEY")) {
            dropped(clause, DroppedPart.Kind.INDEX);
        } else if (clause.skip("FOREIGN")) {
            clause.skip("KEY");
            dropped(clause, DroppedPart.Kind.CONSTRAINT);
        } else if (clause.skip("CHECK")) {
            dropped(clause, DroppedPart.Kind.CONSTRAINT);
        } else if (clause.skip("CONSTRAINT")) {
            // It may be a unique key, which is an index here and in PostgreSQL.
            ifExists(clause);
            String name = clause.name();
            dropped.add(new DroppedPart(DroppedPart.Kind.CONSTRAINT, name));
            dropped.add(new DroppedPart(DroppedPart.Kind.INDEX, name));
        } else {
            replacesRows |= clause.is("PARTITION");
        }
    }

    private void dropped(TokenCursor clause, DroppedPart.Kind kind) {
        ifExists(clause);
        dropped.add(new DroppedPart(kind, clause.name()));
    }

    private static void ifExists(TokenCursor clause) {
        if (clause.skip("IF")) {
            clause.skip("NOT");
            clause.skip("EXISTS");
        }
    }

    private void options(TokenCursor options) {
        for (; options.isThere() && !options.is("PARTITION"); options.next()) {
            if (options.is("COMMENT")) {
                TokenCursor ahead = options.copy();
                ahead.next();
                ahead.skip("=");
                ahead.text().ifPresent(text -> comment = Optional.of(TextLiteral.unescaped(text)));
            }
        }
    }
}
