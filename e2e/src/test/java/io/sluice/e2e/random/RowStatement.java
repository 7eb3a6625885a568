package io.sluice.e2e.random;

import java.util.List;
import java.util.stream.Collectors;

/** Kinds of statements that change rows. */
enum RowStatement {
    INSERT {
        @Override
        String sql(LiveTable table, Chance chance) {
            return insert("INSERT", table, chance);
        }
    },
    INSERT_SEVERAL {
        @Override
        String sql(LiveTable table, Chance chance) {
            List<LiveColumn> columns = table.written();
            return "INSERT IGNORE INTO " + table.quoted() + " (" + names(columns) + ") VALUES "
                    + literals(columns, chance) + ", " + literals(columns, chance) + ", " + literals(columns, chance);
        }
    },
    REPLACE {
        @Override
        String sql(LiveTable table, Chance chance) {
            return insert("REPLACE", table, chance);
        }
    },
    UPSERT {
        @Override
        String sql(LiveTable table, Chance chance) {
            return insert("INSERT", table, chance) + " ON DUPLICATE KEY UPDATE " + assignment(table, chance);
        }
    },
    UPDATE {
        @Override
        String sql(LiveTable table, Chance chance) {
            return "UPDATE " + table.quoted() + " SET " + assignment(table, chance) + where(table, chance);
        }
    },
    UPDATE_MANY {
        @Override
        String sql(LiveTable table, Chance chance) {
            return "UPDATE " + table.quoted() + " SET " + assignment(table, chance) + " LIMIT "
                    + (1 + chance.below(20));
        }
    },
    MOVE {
        @Override
        String sql(LiveTable table, Chance chance) {
            String key = table.written().stream()
                    .filter(table::isKey)
                    .map(column -> column.quoted() + " = " + RandomValue.of(column, chance) + ", ")
                    .collect(Collectors.joining());
            return "UPDATE " + table.quoted() + " SET " + key + assignment(table, chance) + where(table, chance);
        }
    },
    DELETE {
        @Override
        String sql(LiveTable table, Chance chance) {
            return "DELETE FROM " + table.quoted() + where(table, chance);
        }
    },
    DELETE_MANY {
        @Override
        String sql(LiveTable table, Chance chance) {
            return "DELETE FROM " + table.quoted() + " LIMIT " + (1 + chance.below(5));
        }
    };

    abstract String sql(LiveTable table, Chance chance);

    private static String insert(String verb, LiveTable table, Chance chance) {
        List<LiveColumn> columns = table.written().stream()
                .filter(column ->
                        column.required() || (table.isKey(column) && !column.numbered()) || chance.percent(75))
                .toList();
        return verb + " INTO " + table.quoted() + " (" + names(columns) + ") VALUES " + literals(columns, chance);
    }

    private static String names(List<LiveColumn> columns) {
        return columns.stream().map(LiveColumn::quoted).collect(Collectors.joining(", "));
    }

    private static String literals(List<LiveColumn> columns, Chance chance) {
        return columns.stream()
                .map(column -> RandomValue.of(column, chance))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String assignment(LiveTable table, Chance chance) {
        LiveColumn column = chance.of(table.plain());
        return column.quoted() + " = " + RandomValue.of(column, chance);
    }

    /** The row of a key, if there is one; without a key the first that has a value. */
    private static String where(LiveTable table, Chance chance) {
        List<LiveColumn> found = table.key().isEmpty()
                ? List.of(chance.of(table.plain()))
                : table.columns().stream().filter(table::isKey).toList();
        return found.stream()
                        .map(column -> column.quoted() + " <=> " + RandomValue.of(column, chance))
                        .collect(Collectors.joining(" AND ", " WHERE ", ""))
                + " LIMIT 1";
    }
}
