package io.sluice.schema.change;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.schema.change.ChangePlanner.Loaded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Renames columns, and the enumerated types that are named after them. Names that are swapped go by others in between. */
final class Renaming {

    private final TableId table;
    private final List<ColumnPair> pairs;
    private final Loaded loaded;

    Renaming(TableId table, List<ColumnPair> pairs, Loaded loaded) {
        this.table = table;
        this.pairs = pairs;
        this.loaded = loaded;
    }

    List<String> statements() {
        List<String> sql = new ArrayList<>();
        List<Move> columns = pairs.stream()
                .map(pair -> new Move(pair.before().name(), pair.after().name()))
                .filter(Move::isOne)
                .toList();
        add(sql, columns, this::renameColumn);
        List<Move> types = pairs.stream()
                .filter(pair -> LabelChange.isOne(pair))
                .map(pair -> new Move(
                        LabelChange.before(pair).id().table(),
                        LabelChange.after(pair).id().table()))
                .filter(Move::isOne)
                .toList();
        String schema = Identifiers.quote(table.schema()) + ".";
        add(sql, types, (from, to) -> renameType(schema + from, to));
        return sql;
    }

    /** Rows that were loaded since may have made the column: those of the old one are brought anew anyway. */
    private String renameColumn(String from, String to) {
        String rename = ColumnStatements.alter(table, "RENAME COLUMN " + from + " TO " + to);
        return switch (loaded) {
            case BEFORE -> rename;
            case AFTER ->
                Blocks.ifThere(rename, "duplicate_column", ColumnStatements.alter(table, "DROP COLUMN " + from));
        };
    }

    private String renameType(String from, String to) {
        String rename = "ALTER TYPE " + from + " RENAME TO " + to;
        return switch (loaded) {
            case BEFORE -> rename;
            case AFTER -> Blocks.ifThere(rename, "duplicate_object", "NULL");
        };
    }

    private record Move(String from, String to) {
        boolean isOne() {
            return !from.equals(to);
        }
    }

    private interface Rename {
        /** @param from in quotes, as the other name is */
        String sql(String from, String to);
    }

    private static void add(List<String> sql, List<Move> moves, Rename rename) {
        Set<String> taken = moves.stream().map(Move::from).collect(Collectors.toSet());
        List<String> last = new ArrayList<>();
        for (Move move : moves) {
            String from = Identifiers.quote(move.from());
            String to = Identifiers.quote(move.to());
            if (taken.contains(move.to())) {
                String between = Identifiers.quote(Identifiers.hashed("sluice", move.from()));
                sql.add(rename.sql(from, between));
                last.add(rename.sql(between, to));
            } else {
                last.add(rename.sql(from, to));
            }
        }
        sql.addAll(last);
    }
}
