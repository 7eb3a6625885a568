package io.sluice.connect.mysql.ddl;

import io.debezium.relational.TableId;
import io.sluice.connect.mysql.ddl.DdlStatement.Action;
import io.sluice.core.name.MySqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds out what a statement is and which tables it names. It knows the beginnings of statements only, which have been
 * the same in all versions of MySQL. Where a name is expected, any word is one.
 */
final class DdlReader {

    private static final Set<String> TRANSACTION =
            Set.of("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "XA", "INSERT", "UPDATE", "DELETE", "REPLACE");
    private static final Set<String> DATABASE_OPTION =
            Set.of("DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "ENCRYPTION", "READ");

    /** {@code CREATE UNIQUE INDEX} has one word before INDEX. */
    private static final int INDEX_WORDS_MAX = 3;

    private final String sql;
    private final List<SqlToken> tokens;
    private final String database;
    private final List<TableId> tables = new ArrayList<>();
    private final StringBuilder written = new StringBuilder();
    private int copied;
    private int at;

    DdlReader(SqlScanner.Scanned statement, String database) {
        this.sql = statement.plain();
        this.tokens = statement.tokens();
        this.database = database;
    }

    DdlStatement read() {
        if (TRANSACTION.stream().anyMatch(this::isWord)) {
            return statement(Action.TRANSACTION);
        }
        if (skip("CREATE")) {
            return created();
        }
        if (skip("ALTER")) {
            return altered();
        }
        if (skip("DROP")) {
            return dropped();
        }
        if (skip("RENAME") && (skip("TABLE") || skip("TABLES"))) {
            return renamed();
        }
        if (skip("TRUNCATE")) {
            skip("TABLE");
            table();
            return ofTables(Action.TRUNCATE_TABLE);
        }
        return statement(Action.OTHER);
    }

    private DdlStatement created() {
        skip("OR");
        skip("REPLACE");
        if (skip("DATABASE") || skip("SCHEMA")) {
            return ofDatabase();
        }
        if (skip("TABLE")) {
            skipIfExists();
            table();
            return ofTables(Action.CREATE_TABLE);
        }
        return ofIndex();
    }

    private DdlStatement altered() {
        if (skip("DATABASE") || skip("SCHEMA")) {
            return ofDatabase();
        }
        skip("IGNORE");
        if (!skip("TABLE")) {
            return statement(Action.OTHER);
        }
        skipIfExists();
        table();
        int clauses = at;
        if (newName()) {
            return ofTables(Action.RENAME_TABLE);
        }
        at = clauses;
        exchanged();
        return ofTables(Action.ALTER_TABLE);
    }

    /** {@code EXCHANGE PARTITION name WITH TABLE name}: both tables get other rows. */
    private void exchanged() {
        if (skip("EXCHANGE") && skip("PARTITION")) {
            at++;
            if (skip("WITH") && skip("TABLE")) {
                table();
            }
        }
    }

    /** {@code RENAME [TO | AS | =] name} among the changes. RENAME is a reserved word: unquoted it is no name. */
    private boolean newName() {
        for (; at < tokens.size(); at++) {
            if (skip("RENAME") && !isWord("COLUMN") && !isWord("INDEX") && !isWord("KEY")) {
                if (!skip("TO") && !skip("AS")) {
                    skip("=");
                }
                return table();
            }
        }
        return false;
    }

    private DdlStatement dropped() {
        if (skip("DATABASE") || skip("SCHEMA")) {
            return ofDatabase();
        }
        if (!skip("TABLE") && !skip("TABLES")) {
            return ofIndex();
        }
        skipIfExists();
        boolean more = table();
        while (more && skip(",")) {
            more = table();
        }
        return ofTables(Action.DROP_TABLE);
    }

    private DdlStatement renamed() {
        boolean more = true;
        while (more && table() && skip("TO") && table()) {
            more = skip(",");
        }
        return ofTables(Action.RENAME_TABLE);
    }

    /** {@code CREATE [UNIQUE …] INDEX name … ON table} and {@code DROP INDEX name ON table}. */
    private DdlStatement ofIndex() {
        while (at < INDEX_WORDS_MAX && !isWord("INDEX")) {
            at++;
        }
        if (skip("INDEX")) {
            while (at < tokens.size() && !isWord("ON")) {
                at++;
            }
            skip("ON");
            table();
            return ofTables(Action.ALTER_TABLE);
        }
        return statement(Action.OTHER);
    }

    private DdlStatement ofDatabase() {
        skipIfExists();
        boolean named = at < tokens.size()
                && tokens.get(at).isName()
                && DATABASE_OPTION.stream().noneMatch(this::isWord);
        String name = named ? tokens.get(at).text() : database;
        if (named) {
            write(tokens.get(at).start(), MySqlNames.quote(name), tokens.get(at).end());
        }
        return new DdlStatement(Action.DATABASE, List.of(), name, writtenToEnd());
    }

    private DdlStatement ofTables(Action action) {
        return statement(tables.isEmpty() ? Action.OTHER : action);
    }

    private DdlStatement statement(Action action) {
        return new DdlStatement(action, tables, database, writtenToEnd());
    }

    /** Takes the name of a table, if there is one. */
    private boolean table() {
        if (at >= tokens.size() || !tokens.get(at).isName()) {
            return false;
        }
        SqlToken first = tokens.get(at++);
        boolean qualified =
                at + 1 < tokens.size() && isWord(".") && tokens.get(at + 1).isName();
        SqlToken last = qualified ? tokens.get(at + 1) : first;
        at += qualified ? 2 : 0;
        TableId table = new TableId(qualified ? first.text() : database, null, last.text());
        tables.add(table);
        write(first.start(), DdlStatement.quoted(table), last.end());
        return true;
    }

    private void write(int start, String name, int end) {
        written.append(sql, copied, start).append(name);
        copied = end;
    }

    private String writtenToEnd() {
        return written + sql.substring(copied);
    }

    private void skipIfExists() {
        if (skip("IF")) {
            skip("NOT");
            skip("EXISTS");
        }
    }

    private boolean skip(String word) {
        boolean here = isWord(word);
        at += here ? 1 : 0;
        return here;
    }

    private boolean isWord(String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }
}
