package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import io.debezium.DebeziumException;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.jdbc.MySqlDefaultValueConverter;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.ddl.AbstractDdlParser;
import io.debezium.schema.SchemaChangeEvent;
import io.sluice.connect.mysql.ddl.DdlStatement;
import io.sluice.connect.mysql.ddl.DdlStatement.Action;
import io.sluice.connect.mysql.ddl.TableClauses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The structure of the captured tables. A statement that names none of them is passed over, whatever it says. One that
 * names some is parsed by Debezium; where its parser does not understand MySQL, the structure is taken from the server's
 * catalogue, which may be ahead of the log: the rows that follow have to fit it.
 */
final class CapturedSchema extends MySqlDatabaseSchema {

    private static final Logger LOG = LoggerFactory.getLogger(CapturedSchema.class);

    private static final int STATEMENT_CHARS_MAX = 500;

    /** In the place of a statement, where rows have shown that there must have been one. */
    private static final String FOUND = "SHOW CREATE TABLE";

    private final Predicate<String> databases;
    private final Catalogue catalogue;
    private final ReadableDefaults defaults;

    /**
     * The tables whose structure is the catalogue's. Further statements may be part of it already, so that each of them has to
     * be answered by the catalogue as well.
     */
    private final Set<TableId> fromCatalogue = new HashSet<>();

    /** What the catalogue said of tables since the last statement began. */
    private final Map<TableId, String> definitions = new HashMap<>();

    private final SchemaForks forks;

    /** By the numbers that the log gives to tables. */
    private final Map<Long, Table> fitting = new HashMap<>();

    /** The numbers of tables whose rows have a structure that nobody knows any more. */
    private final Set<Long> passedOver = new HashSet<>();

    CapturedSchema(
            MySqlConnectorConfig config,
            MySqlValueConverters converters,
            boolean caseSensitive,
            CdcSourceTaskContext<? extends CommonConnectorConfig> taskContext,
            Catalogue catalogue) {
        super(
                config,
                converters,
                Wiring.topics(config),
                config.schemaNameAdjuster(),
                caseSensitive,
                config.getServiceRegistry().tryGetService(CustomConverterRegistry.class),
                taskContext);
        this.databases = config.getTableFilters().databaseFilter();
        this.catalogue = catalogue;
        this.forks = new SchemaForks(Wiring.topics(config), getTableFilter()::isIncluded);
        this.defaults = new ReadableDefaults(new MySqlDefaultValueConverter(converters));
    }

    @Override
    public List<SchemaChangeEvent> parseStreamingDdl(
            MySqlPartition partition, String sql, String database, MySqlOffsetContext offset, Instant time) {
        LogPlace place = new LogPlace(partition, offset, time);
        DdlStatement statement = DdlStatement.of(sql, database);
        return switch (statement.action()) {
            case TRANSACTION -> List.of();
            case OTHER -> passedOver(place, statement);
            case DATABASE ->
                databases.test(statement.database()) ? ofDatabase(place, statement) : passedOver(place, statement);
            case CREATE_TABLE, ALTER_TABLE, RENAME_TABLE, DROP_TABLE, TRUNCATE_TABLE ->
                captured(statement).isEmpty() || isSentAgain(place, statement)
                        ? passedOver(place, statement)
                        : ofTables(place, statement);
        };
    }

    private List<TableId> captured(DdlStatement statement) {
        return statement.tables().stream()
                .filter(getTableFilter()::isIncluded)
                .distinct()
                .toList();
    }

    /** A CREATE TABLE ... SELECT is one transaction with its rows, and a restart in the middle of these begins with it. */
    private boolean isSentAgain(LogPlace place, DdlStatement statement) {
        return statement.action() == Action.CREATE_TABLE
                && place.offset().eventsToSkipUponRestart() > 0
                && tables().forTable(statement.tables().get(0)) != null;
    }

    private static List<SchemaChangeEvent> passedOver(LogPlace place, DdlStatement statement) {
        Object names = statement.tables().isEmpty() ? statement.database() : statement.tables();
        LOG.info("The statement at {} concerns nothing that is migrated: {} {}", place, statement.action(), names);
        return List.of();
    }

    /** The character set of new tables is all that it could say, and their own definition says it too. */
    private List<SchemaChangeEvent> ofDatabase(LogPlace place, DdlStatement statement) {
        List<TableId> inside = tables().tableIds().stream()
                .filter(table -> table.catalog().equals(statement.database()))
                .filter(getTableFilter()::isIncluded)
                .sorted()
                .toList();
        Map<TableId, Table> before = known(inside);
        try {
            List<SchemaChangeEvent> events = parsed(place, statement);
            fork(place, statement, inside, before, false);
            return events;
        } catch (RuntimeException e) {
            forgetFailure();
            LOG.warn("The statement at {} is not understood and passed over: {}", place, shortened(statement), e);
            return List.of();
        }
    }

    private List<SchemaChangeEvent> ofTables(LogPlace place, DdlStatement statement) {
        List<TableId> captured = captured(statement);
        Map<TableId, Table> before = known(captured);
        definitions.clear();
        List<SchemaChangeEvent> events = followed(place, statement, captured);
        if (statement.action() != Action.TRUNCATE_TABLE) {
            fork(place, statement, captured, before, false);
        }
        return events;
    }

    private Map<TableId, Table> known(List<TableId> tables) {
        Map<TableId, Table> known = new HashMap<>();
        tables.forEach(table -> known.put(table, tables().forTable(table)));
        return known;
    }

    private void fork(
            LogPlace place,
            DdlStatement statement,
            List<TableId> concerned,
            Map<TableId, Table> before,
            boolean passesOver) {
        for (TableId table : concerned) {
            forks.add(
                    place,
                    statement,
                    new SchemaForks.Altered(
                            table,
                            before.get(table),
                            tables().forTable(table),
                            Optional.ofNullable(definitions.get(table)),
                            passesOver));
        }
    }

    /** The records of schema changes that have come up since the last call, for the topics of their tables. */
    List<SourceRecord> takeForks() {
        return forks.take();
    }

    private List<SchemaChangeEvent> followed(LogPlace place, DdlStatement statement, List<TableId> captured) {
        boolean follows = statement.action() == Action.ALTER_TABLE || statement.action() == Action.RENAME_TABLE;
        if (follows && captured.stream().anyMatch(fromCatalogue::contains)) {
            return catalogued(place, captured, "after a change that was taken from there: " + shortened(statement));
        }
        if (TableClauses.of(statement.sql()).passesNamesOn()) {
            return renamed(place, statement, captured);
        }
        List<SchemaChangeEvent> events;
        try {
            events = parsed(place, statement);
        } catch (RuntimeException e) {
            forgetFailure();
            LOG.warn("The statement at {} is not understood: {}", place, shortened(statement), e);
            return catalogued(place, captured, "since the parser refuses " + shortened(statement));
        }
        if (statement.action() == Action.CREATE_TABLE && tables().forTable(captured.get(0)) == null) {
            return catalogued(place, captured, "as it is made like another: " + shortened(statement));
        }
        captured.forEach(fromCatalogue::remove);
        List<TableId> unknown = statement.action() == Action.RENAME_TABLE ? unknownTargets(statement) : List.of();
        if (unknown.isEmpty()) {
            return events;
        }
        List<SchemaChangeEvent> all = new ArrayList<>(events);
        all.addAll(catalogued(place, unknown, "as it was a table that is not migrated: " + shortened(statement)));
        return all;
    }

    /** The captured tables that have got their names by the statement, and were not known by their old ones. */
    private List<TableId> unknownTargets(DdlStatement statement) {
        List<TableId> names = statement.tables();
        List<TableId> unknown = new ArrayList<>();
        for (int i = 1; i < names.size(); i += 2) {
            TableId target = names.get(i);
            if (getTableFilter().isIncluded(target) && tables().forTable(target) == null && !isGone(names, i)) {
                unknown.add(target);
            }
        }
        return unknown;
    }

    /** Whether a later part of the statement gives the table another name. */
    private static boolean isGone(List<TableId> names, int target) {
        for (int i = target + 1; i < names.size(); i += 2) {
            if (names.get(i).equals(names.get(target))) {
                return true;
            }
        }
        return false;
    }

    private List<SchemaChangeEvent> renamed(LogPlace place, DdlStatement statement, List<TableId> captured) {
        List<SchemaChangeEvent> events = new ArrayList<>();
        TableId table = captured.get(0);
        for (String step : TableClauses.of(statement.sql()).renamedInTwoSteps(DdlStatement.quoted(table))) {
            events.addAll(define(place, table, step, "since columns exchange their names"));
        }
        return events.isEmpty()
                ? catalogued(place, captured, "since columns exchange their names: " + shortened(statement))
                : events;
    }

    private List<SchemaChangeEvent> parsed(LogPlace place, DdlStatement statement) {
        return super.parseStreamingDdl(
                place.partition(), statement.sql(), statement.database(), place.offset(), place.time());
    }

    /** What the parser had found until it failed would be taken for a part of the next statement. */
    private void forgetFailure() {
        ((AbstractDdlParser) getDdlParser()).getAndResetDdlChanges();
    }

    private List<SchemaChangeEvent> catalogued(LogPlace place, List<TableId> captured, String reason) {
        List<SchemaChangeEvent> events = new ArrayList<>();
        for (TableId table : captured) {
            LOG.warn("The structure of {} at {} is taken from SHOW CREATE TABLE, {}", table, place, reason);
            Optional<String> definition = catalogue.definition(table);
            definition.ifPresent(text -> definitions.put(table, text));
            String sql = definition.orElse("DROP TABLE IF EXISTS " + DdlStatement.quoted(table));
            // Debezium makes no table that is there.
            tables().removeTable(table);
            events.addAll(define(place, table, sql, reason));
            fromCatalogue.add(table);
        }
        return events;
    }

    private List<SchemaChangeEvent> define(LogPlace place, TableId table, String sql, String reason) {
        try {
            return super.parseStreamingDdl(place.partition(), sql, table.catalog(), place.offset(), place.time());
        } catch (RuntimeException e) {
            forgetFailure();
            throw new DebeziumException(
                    "The structure of " + table + " at " + place + " cannot be followed, " + reason
                            + ", and what SHOW CREATE TABLE says is refused as well. Leave the table out by"
                            + " 'exclude' in pipeline.yaml, then 'sluice remove' and 'sluice run' to begin with a new"
                            + " snapshot",
                    e);
        }
    }

    /**
     * Makes sure that the structure of a captured table is that of the rows to come. If the catalogue is ahead of the log,
     * nobody knows what they are: they are passed over, and the table's rows are brought anew.
     *
     * @return what has changed, where the catalogue had to be asked
     */
    List<SchemaChangeEvent> fit(
            MySqlPartition partition, MySqlOffsetContext offset, Instant time, TableMapEventData map) {
        TableId id = new TableId(map.getDatabase(), null, map.getTable());
        Table known = tables().forTable(id);
        boolean isKnown = known != null && fitting.get(map.getTableId()) == known;
        if (!getTableFilter().isIncluded(id) || isKnown || passesOver(map)) {
            return List.of();
        }
        LoggedColumns logged = LoggedColumns.of(map);
        List<SchemaChangeEvent> events = List.of();
        if (!logged.fits(known)) {
            LogPlace place = new LogPlace(partition, offset, time);
            Map<TableId, Table> before = known(List.of(id));
            definitions.clear();
            events = catalogued(place, List.of(id), "since its rows have another one");
            known = tables().forTable(id);
            boolean fits = logged.fits(known);
            DdlStatement found = new DdlStatement(Action.ALTER_TABLE, List.of(id), id.catalog(), FOUND);
            fork(place, found, List.of(id), before, !fits);
            if (!fits) {
                LOG.warn(
                        "The rows of {} at {} have {} columns that fit neither the statements read so far nor SHOW CREATE"
                                + " TABLE, which later statements have changed. They are passed over, and the table is reloaded",
                        id,
                        place,
                        logged.types().size());
                passedOver.add(map.getTableId());
                return events;
            }
        }
        fitting.put(map.getTableId(), known);
        return events;
    }

    /** Whether the rows that a table map announces are passed over. */
    boolean passesOver(TableMapEventData map) {
        return passedOver.contains(map.getTableId());
    }

    @Override
    public void clearTableMappings() {
        super.clearTableMappings();
        fitting.clear();
        passedOver.clear();
    }

    @Override
    protected void buildAndRegisterSchema(Table table) {
        super.buildAndRegisterSchema(defaults.of(table));
    }

    private static String shortened(DdlStatement statement) {
        String sql = statement.sql();
        return sql.length() <= STATEMENT_CHARS_MAX ? sql : sql.substring(0, STATEMENT_CHARS_MAX) + "…";
    }
}
