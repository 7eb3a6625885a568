package io.sluice.schema.expression;

import io.sluice.core.name.TableId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables that a view may read, and the views that are made before it, by their names in MySQL. */
public record Relations(Map<TableId, Relation> byId) {

    /**
     * @param target its name in PostgreSQL
     * @param key the columns of its primary key there, by their names in MySQL; empty if it has none
     */
    public record Relation(TableId target, Scope columns, List<String> key) {
        public Relation {
            key = List.copyOf(key);
        }
    }

    public Relations {
        byId = Map.copyOf(byId);
    }

    Optional<Relation> relation(TableId id) {
        Optional<Relation> exact = Optional.ofNullable(byId.get(id));
        return exact.isPresent()
                ? exact
                : byId.entrySet().stream()
                        .filter(entry -> lower(entry.getKey()).equals(lower(id)))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    private static String lower(TableId id) {
        return id.toString().toLowerCase(Locale.ROOT);
    }
}
