package io.sluice.connect.mysql;

import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.sluice.connect.mysql.ddl.DdlStatement;
import io.sluice.connect.mysql.ddl.TableClauses;
import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.ddl.SchemaStatement.Action;
import io.sluice.core.ddl.SchemaStatement.Evidence;
import io.sluice.core.ddl.SchemaStatement.Keys;
import io.sluice.core.ddl.SchemaStatement.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes the records that tell of a schema change in the topic of each table that it concerns. Not thread-safe. */
final class SchemaForks {

    private final TopicNamingStrategy<TableId> topics;
    private final Predicate<TableId> captured;
    private final List<SourceRecord> waiting = new ArrayList<>();

    SchemaForks(TopicNamingStrategy<TableId> topics, Predicate<TableId> captured) {
        this.topics = topics;
        this.captured = captured;
    }

    /**
     * A table as a statement has found and left it.
     *
     * @param before null if there was none
     * @param after null if there is none
     * @param catalogued what MySQL's catalogue said the table is, where it was asked
     * @param passesOver whether rows before it have been passed over
     */
    record Altered(TableId table, Table before, Table after, Optional<String> catalogued, boolean passesOver) {

        boolean isNowhere() {
            return before == null && after == null;
        }
    }

    /** Adds the record of a table, if the statement has changed anything of it. */
    void add(LogPlace place, DdlStatement statement, Altered altered) {
        TableClauses clauses = TableClauses.of(statement.sql());
        if (isUnchanged(altered, clauses)) {
            return;
        }
        TableClauses definition = altered.catalogued().map(TableClauses::of).orElse(clauses);
        SchemaStatement change = new SchemaStatement(
                statement.sql(),
                action(statement, altered),
                inCore(altered.table()),
                other(statement, altered.table()),
                Optional.ofNullable(altered.before()).map(Structures::before),
                Optional.ofNullable(altered.after())
                        .map(after -> Structures.after(after, altered.before(), clauses, definition)),
                altered.catalogued().isPresent() ? Evidence.CATALOGUE : Evidence.STATEMENT,
                rows(altered, clauses),
                clauses.dropped(),
                clauses.keys());
        waiting.add(record(place, altered.table(), change));
    }

    private static Rows rows(Altered altered, TableClauses clauses) {
        if (altered.passesOver()) {
            return Rows.PASSED_OVER;
        }
        return clauses.replacesRows() ? Rows.REPLACED : Rows.KEPT;
    }

    /** Debezium does not know of indexes. */
    private static boolean isUnchanged(Altered altered, TableClauses clauses) {
        boolean same = altered.before() == null
                ? altered.after() == null
                : altered.before().equals(altered.after());
        return altered.isNowhere()
                || (same
                        && !altered.passesOver()
                        && clauses.columns().isEmpty()
                        && clauses.keys() == Keys.KEPT
                        && clauses.comment().isEmpty()
                        && !clauses.replacesRows());
    }

    private Action action(DdlStatement statement, Altered altered) {
        if (statement.action() == DdlStatement.Action.RENAME_TABLE && !isSwappedIn(statement, altered)) {
            return Action.RENAME;
        }
        if (altered.before() == null) {
            return Action.CREATE;
        }
        return altered.after() == null ? Action.DROP : Action.ALTER;
    }

    /** Whether a table that nobody captures has taken the place of this one: what online tools do at their end. */
    private boolean isSwappedIn(DdlStatement statement, Altered altered) {
        return altered.before() != null
                && altered.after() != null
                && origin(statement, altered.table()).filter(captured).isEmpty();
    }

    /** The table that gets this one's name. */
    private static Optional<TableId> origin(DdlStatement statement, TableId table) {
        List<TableId> names = statement.tables();
        for (int i = names.size() - 1; i > 0; i -= 2) {
            if (names.get(i).equals(table)) {
                return Optional.of(names.get(i - 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<io.sluice.core.name.TableId> other(DdlStatement statement, TableId table) {
        if (statement.action() != DdlStatement.Action.RENAME_TABLE) {
            return Optional.empty();
        }
        List<TableId> names = statement.tables();
        int at = names.indexOf(table);
        int pair = at % 2 == 0 ? at + 1 : at - 1;
        return pair < names.size() ? Optional.of(inCore(names.get(pair))) : Optional.empty();
    }

    private SourceRecord record(LogPlace place, TableId table, SchemaStatement change) {
        place.offset().event(table, place.time());
        Struct value = SchemaChangeStructs.of(change, place.offset().getSourceInfo());
        return new SourceRecord(
                place.partition().getSourcePartition(),
                Map.of(),
                topics.dataChangeTopic(table),
                null,
                null,
                null,
                value.schema(),
                value);
    }

    private static io.sluice.core.name.TableId inCore(TableId table) {
        return new io.sluice.core.name.TableId(table.catalog(), table.table());
    }

    /** The records added since the last call, in the order of the log, without an offset. */
    List<SourceRecord> take() {
        List<SourceRecord> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }
}
