package io.sluice.schema.expression;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.schema.expression.Relations.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a FROM brings together, and with it the columns that the query may name. */
final class Sources implements Translator.Surroundings {

    /** One table of a FROM, or one query in its place. */
    sealed interface Source {

        /** The name before a column's. */
        String alias();

        Optional<Term> column(String name, Place place);

        record OfTable(String alias, Optional<TableId> unaliased, Relation relation) implements Source {
            @Override
            public Optional<Term> column(String name, Place place) {
                String qualifier = Identifiers.quote(alias) + ".";
                return relation.columns().column(name).map(column -> ColumnTerms.of(column, qualifier, place));
            }
        }

        record OfQuery(String alias, Query query) implements Source {
            @Override
            public Optional<Term> column(String name, Place place) {
                return query.column(name).map(column -> {
                    Term term = column.term();
                    String sql = Identifiers.quote(alias) + "." + Identifiers.quote(Identifiers.fitted(column.name()));
                    Facts facts = term.facts();
                    Facts known = new Facts(
                            facts.width(),
                            facts.sign(),
                            facts.scale(),
                            facts.comparison(),
                            facts.labels(),
                            Optional.empty());
                    return new Term(sql, term.kind(), Term.Shape.ATOM, known, place);
                });
            }
        }
    }

    private final List<Source> sources = new ArrayList<>();
    private final Optional<Sources> outer;
    private final QueryTranslation queries;
    private final List<Query.Column> selected = new ArrayList<>();
    private final Set<String> bare = new LinkedHashSet<>();
    private int aggregateDepth;
    private int aggregates;

    Sources(Optional<Sources> outer, QueryTranslation queries) {
        this.outer = outer;
        this.queries = queries;
    }

    void add(Source source, Place place) {
        boolean taken = sources.stream().anyMatch(each -> each.alias().equalsIgnoreCase(source.alias()));
        if (taken) {
            throw new NoCounterpartException(place, "two tables have this name here");
        }
        sources.add(source);
    }

    /** Columns of the select list, which HAVING, GROUP BY and ORDER BY may name. */
    void select(Query.Column column) {
        selected.add(column);
    }

    List<Query.Column> selected() {
        return selected;
    }

    List<Source> all() {
        return sources;
    }

    /** The columns outside of aggregates since the last call. */
    Set<String> takeBareColumns() {
        Set<String> taken = new LinkedHashSet<>(bare);
        bare.clear();
        return taken;
    }

    boolean aggregated() {
        return aggregates > 0;
    }

    @Override
    public Term column(Node.Column column) {
        Optional<Query.Column> alias =
                column.path().size() == 1 ? Query.find(selected, column.name()) : Optional.empty();
        if (alias.isPresent()) {
            return alias.get().term();
        }
        Term term = own(column)
                .or(() -> outer.flatMap(sources -> sources.own(column)))
                // MySQL prints an alias of the select list as if it were a column of the table.
                .or(() -> Query.find(selected, column.name()).map(Query.Column::term))
                .orElseThrow(() ->
                        new NoCounterpartException(column.place(), "there is no column of this name in PostgreSQL"));
        if (aggregateDepth == 0) {
            bare.add(term.sql());
        }
        return term;
    }

    private Optional<Term> own(Node.Column column) {
        List<Term> found = new ArrayList<>();
        for (Source source : sources) {
            if (matches(source, column.path())) {
                source.column(column.name(), column.place()).ifPresent(found::add);
            }
        }
        if (found.size() > 1) {
            throw new NoCounterpartException(column.place(), "two tables have a column of this name");
        }
        return found.stream().findFirst();
    }

    private static boolean matches(Source source, List<String> path) {
        return switch (path.size()) {
            case 1 -> true;
            case 2 -> source.alias().equalsIgnoreCase(path.get(0));
            default ->
                source instanceof Source.OfTable table
                        && table.unaliased()
                                .filter(id -> id.toString()
                                        .toLowerCase(Locale.ROOT)
                                        .equals((path.get(0) + "." + path.get(1)).toLowerCase(Locale.ROOT)))
                                .isPresent();
        };
    }

    @Override
    public Term aggregate(Node.Aggregate aggregate, Translator translator) {
        if (aggregateDepth > 0) {
            throw new NoCounterpartException(aggregate.place(), "an aggregate has no place within another");
        }
        aggregates++;
        aggregateDepth++;
        try {
            return Aggregates.translate(aggregate, translator);
        } finally {
            aggregateDepth--;
        }
    }

    @Override
    public Term window(Node.Window window, Translator translator) {
        return Windows.translate(window, translator);
    }

    @Override
    public Term subQuery(Node.SubQuery node) {
        Query query = queries.translate(node.tree(), Optional.of(this));
        String sql = "(" + query.sql() + ")";
        return switch (node.use()) {
            case EXISTS -> Term.compound("EXISTS " + sql, Kind.BOOLEAN, node.place());
            case VALUE -> {
                if (query.columns().size() != 1) {
                    throw new NoCounterpartException(node.place(), "a subquery gives rows of several columns");
                }
                Term only = query.columns().get(0).term();
                yield new Term(sql, only.kind(), Term.Shape.ATOM, Facts.NONE, node.place());
            }
        };
    }
}
