package io.sluice.schema.plan;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.SchemaNames;
import io.sluice.core.name.TableId;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.CatalogView;
import io.sluice.schema.catalog.SourceCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules that give free names to what would have the name of something else: first to the tables and views whose names
 * are others than in MySQL, which those that keep theirs do not give way to; then to enumerated types, since a table is a
 * type too in PostgreSQL.
 */
final class DerivedNames {

    private final SourceCatalog catalog;
    private final MappingRules rules;
    private final SchemaNames names;

    private DerivedNames(SourceCatalog catalog, MappingRules rules, SchemaNames names) {
        this.catalog = catalog;
        this.rules = rules;
        this.names = names;
    }

    /**
     * @param rules the user's and those derived so far
     * @param names takes the names of all tables, views and enumerated types
     * @throws SluiceException if the user puts two tables of one name into one schema
     */
    static List<Rule> of(SourceCatalog catalog, MappingRules rules, SchemaNames names) {
        DerivedNames derived = new DerivedNames(catalog, rules, names);
        List<Rule> relations = derived.ofRelations();
        List<Rule> types = derived.ofTypes(rules.withDefaults(relations));
        return Stream.concat(relations.stream(), types.stream()).toList();
    }

    private List<Rule> ofRelations() {
        List<TableId> changed = new ArrayList<>();
        Map<TableId, TableId> kept = new HashMap<>();
        Stream<TableId> relations = Stream.concat(
                catalog.tables().stream().map(CatalogTable::id),
                catalog.views().stream().map(CatalogView::id));
        relations.forEach(source -> {
            if (keepsItsName(source)) {
                keep(source, kept);
            } else {
                changed.add(source);
            }
        });
        List<Rule> derived = new ArrayList<>();
        for (TableId source : changed) {
            TableId wanted = rules.target(source);
            String name = names.claim(wanted.schema(), wanted.table(), source.toString());
            if (!name.equals(wanted.table())) {
                derived.add(new Rule.GivenName(source, Optional.empty(), name));
            }
        }
        return derived;
    }

    private boolean keepsItsName(TableId source) {
        TableId target = rules.target(source);
        boolean sameSchema =
                target.schema().equals(source.schema()) || rules.schemas().containsKey(source.schema());
        return sameSchema && target.table().equals(source.table());
    }

    private void keep(TableId source, Map<TableId, TableId> kept) {
        TableId target = rules.target(source);
        names.reserve(target);
        TableId other = kept.putIfAbsent(target, source);
        if (other != null) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "In PostgreSQL both " + other + " and " + source + " would be named " + target
                            + "; change 'target.schemas' or exclude one of them under 'source.tables'");
        }
    }

    private List<Rule> ofTypes(MappingRules named) {
        List<Rule> derived = new ArrayList<>();
        for (CatalogTable table : catalog.tables()) {
            List<TargetColumn> columns =
                    TableMapping.compile(table.source(), named).target().columns();
            for (int i = 0; i < columns.size(); i++) {
                String column = table.columns().get(i).name();
                columns.get(i).type().enumType().ifPresent(type -> ofType(table.id(), column, type, derived));
            }
        }
        return derived;
    }

    private void ofType(TableId table, String column, PgType.EnumType type, List<Rule> derived) {
        String wanted = type.id().table();
        String name = names.claim(type.id().schema(), wanted, table.toString() + '\0' + column);
        if (!name.equals(wanted)) {
            derived.add(new Rule.GivenName(table, Optional.of(column), name));
        }
    }
}
