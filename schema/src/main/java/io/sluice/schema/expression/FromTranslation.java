package io.sluice.schema.expression;

import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DerivedTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.JoinedTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SingleTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableFactorContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableReferenceContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableReferenceListParensContext;
import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.schema.expression.Sources.Source;
import java.util.List;
import java.util.Optional;

/** Translates a FROM: first its tables, so that conditions can name them, then the conditions. */
final class FromTranslation {

    private final Sources sources;
    private final QueryTranslation queries;
    private final Translator translator;

    FromTranslation(Sources sources, QueryTranslation queries, Translator translator) {
        this.sources = sources;
        this.queries = queries;
        this.translator = translator;
    }

    /** Nothing without FROM, and of DUAL. */
    String translate(MySqlParser.FromClauseContext tree) {
        if (tree == null || tree.tableReferenceList() == null) {
            return "";
        }
        return "\nFROM " + references(tree.tableReferenceList().tableReference());
    }

    private String references(List<TableReferenceContext> trees) {
        return String.join(" CROSS JOIN ", trees.stream().map(this::reference).toList());
    }

    private String reference(TableReferenceContext tree) {
        if (tree.tableFactor() == null) {
            throw NodeReader.unknown(tree);
        }
        StringBuilder sql = new StringBuilder(factor(tree.tableFactor()));
        tree.joinedTable().forEach(joined -> sql.append(joined(joined)));
        return sql.toString();
    }

    private String joined(JoinedTableContext tree) {
        if (tree.naturalJoinType() != null || tree.USING_SYMBOL() != null) {
            throw NodeReader.unknown(tree);
        }
        boolean outer = tree.outerJoinType() != null;
        String side = !outer ? "" : tree.outerJoinType().LEFT_SYMBOL() != null ? "LEFT " : "RIGHT ";
        // The joined tables come first: the condition may name them.
        String table = reference(tree.tableReference());
        if (tree.expr() == null) {
            return " CROSS JOIN " + table;
        }
        Term condition = translator.coercions().condition(translator.term(NodeReader.read(tree.expr())));
        return " " + side + "JOIN " + table + " ON " + condition.sql();
    }

    private String factor(TableFactorContext tree) {
        if (tree.singleTable() != null) {
            return single(tree.singleTable());
        }
        if (tree.singleTableParens() != null) {
            MySqlParser.SingleTableParensContext parens = tree.singleTableParens();
            while (parens.singleTable() == null) {
                parens = parens.singleTableParens();
            }
            return single(parens.singleTable());
        }
        if (tree.tableReferenceListParens() != null) {
            return parenthesised(tree.tableReferenceListParens());
        }
        if (tree.derivedTable() != null) {
            return derived(tree.derivedTable());
        }
        throw NodeReader.unknown(tree);
    }

    private String parenthesised(TableReferenceListParensContext tree) {
        return tree.tableReferenceListParens() != null
                ? parenthesised(tree.tableReferenceListParens())
                : "(" + references(tree.tableReferenceList().tableReference()) + ")";
    }

    private String single(SingleTableContext tree) {
        if (tree.usePartition() != null || tree.tablesampleClause() != null) {
            throw NodeReader.unknown(tree);
        }
        Place place = MySqlText.place(tree.tableRef());
        List<String> path = SimpleNodeReader.path(tree.tableRef());
        if (path.size() != 2) {
            throw new NoCounterpartException(place, "its database is not named");
        }
        TableId id = new TableId(path.get(0), path.get(1));
        Relations.Relation relation = queries.relations()
                .relation(id)
                .orElseThrow(() -> new NoCounterpartException(place, "it is not among the tables of the pipeline"));
        Optional<String> alias = Optional.ofNullable(tree.tableAlias())
                .map(each -> LiteralReader.name(each.identifier().getText()));
        String name = Identifiers.fitted(alias.orElse(id.table()));
        sources.add(new Source.OfTable(name, alias.isPresent() ? Optional.empty() : Optional.of(id), relation), place);
        return Identifiers.quote(relation.target()) + " AS " + Identifiers.quote(name);
    }

    private String derived(DerivedTableContext tree) {
        Place place = MySqlText.place(tree);
        if (tree.LATERAL_SYMBOL() != null || tree.columnInternalRefList() != null || tree.tableAlias() == null) {
            throw NodeReader.unknown(tree);
        }
        Query query = queries.translate(tree.subquery(), Optional.empty());
        String alias = Identifiers.fitted(
                LiteralReader.name(tree.tableAlias().identifier().getText()));
        sources.add(new Source.OfQuery(alias, query), place);
        return "(" + query.sql() + ") AS " + Identifiers.quote(alias);
    }
}
