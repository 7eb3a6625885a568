package io.sluice.schema.change;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Renames columns, and the enumerated types that are named after them. Names that are swapped go by others in between. */
final class Renaming {

    private final TableId table;
    private final List<ColumnPair> pairs;

    Renaming(TableId table, List<ColumnPair> pairs) {
        this.table = table;
        this.pairs = pairs;
    }

    List<String> statements() {
        List<String> sql = new ArrayList<>();
        List<Move> columns = pairs.stream()
                .map(pair -> new Move(pair.before().name(), pair.after().name()))
                .filter(Move::isOne)
                .toList();
        add(sql, columns, (from, to) -> ColumnStatements.alter(table, "RENAME COLUMN " + from + " TO " + to));
        List<Move> types = pairs.stream()
                .filter(pair -> LabelChange.isOne(pair))
                .map(pair -> new Move(
                        LabelChange.before(pair).id().table(),
                        LabelChange.after(pair).id().table()))
                .filter(Move::isOne)
                .toList();
        String schema = Identifiers.quote(table.schema()) + ".";
        add(sql, types, (from, to) -> "ALTER TYPE " + schema + from + " RENAME TO " + to);
        return sql;
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
