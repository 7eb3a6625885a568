package io.sluice.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.CheckDefinition.Enforcement;
import io.sluice.core.sql.ColumnDefinition.Default;
import io.sluice.core.sql.ColumnDefinition.Storage;
import io.sluice.core.sql.ForeignKeyDefinition.Action;
import io.sluice.core.sql.IndexDefinition.Direction;
import io.sluice.core.sql.IndexDefinition.Method;
import io.sluice.core.sql.IndexDefinition.Part;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import io.sluice.core.sql.Partitioning.Partition;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DdlTest {

    private static final TableId ORDERS = new TableId("shop", "orders");
    private static final TableId LINES = new TableId("shop", "order lines");
    private static final TableId RATES = new TableId("billing", "rates");
    private static final TableId LOG = new TableId("shop", "log");

    private static final PgType BIGINT = PgType.of(Base.BIGINT);

    private static final TableId EVENTS = new TableId("shop", "events");

    private final List<TableDefinition> tables = List.of(
            new TableDefinition(
                    ORDERS,
                    List.of(
                            column("id", BIGINT, new Default.Identity("orders_id_seq", 10_001)),
                            column("status", status(), new Default.Expression("'new'")),
                            new ColumnDefinition(
                                    new TargetColumn("Total", PgType.of(Base.NUMERIC, 12, 2), true),
                                    new Default.None(),
                                    Optional.empty(),
                                    "VAT's included"),
                            column(
                                    "placed",
                                    PgType.of(Base.TIMESTAMPTZ, 6),
                                    new Default.Expression("CURRENT_TIMESTAMP(6)")),
                            column("tags", new PgType.ArrayOf(PgType.of(Base.TEXT)), new Default.None()),
                            column(
                                    "double",
                                    PgType.of(Base.NUMERIC),
                                    new Default.Generated("\"Total\" * 2", Storage.VIRTUAL)),
                            collated("code", new Collation.Binary()),
                            collated(
                                    "name",
                                    new Collation.NonDeterministic(
                                            new TableId("shop", "insensitive"), "und-u-ks-level1"))),
                    new TableDefinition.Key.Primary("orders_pkey", List.of("id")),
                    Optional.empty(),
                    "What customers \"order\"",
                    List.of(
                            index("orders_status", Uniqueness.NOT_UNIQUE, part("status"), descending("placed")),
                            index("orders_Total", Uniqueness.UNIQUE, part("Total")),
                            new IndexDefinition(
                                    "orders_words",
                                    Uniqueness.NOT_UNIQUE,
                                    Method.GIN,
                                    List.of(new Part.OfExpression(
                                            "to_tsvector('simple', \"name\")", Direction.ASCENDING)),
                                    "It's for searching")),
                    List.of(
                            new CheckDefinition("positive", "\"Total\" > 0", Enforcement.ENFORCED),
                            new CheckDefinition("stated", "\"Total\" < 9", Enforcement.NOT_ENFORCED)),
                    List.of(new UpdateTrigger(
                            "orders_placed_on_update",
                            "placed",
                            "CURRENT_TIMESTAMP(6)",
                            List.of(
                                    new TargetColumn("id", BIGINT, false),
                                    new TargetColumn("doc", PgType.of(Base.JSON), true)))),
                    List.of()),
            TableDefinition.of(
                            LINES,
                            List.of(
                                    column("order", BIGINT, new Default.None()),
                                    column("no", BIGINT, new Default.None())),
                            new TableDefinition.Key.Primary("order lines_pkey", List.of("order", "no")))
                    .withIndexes(List.of(index("order lines_no", Uniqueness.NOT_UNIQUE, part("no"))))
                    .withForeignKeys(List.of(new ForeignKeyDefinition(
                            "lines_orders",
                            List.of("order"),
                            ORDERS,
                            List.of("id"),
                            Action.NO_ACTION,
                            Action.SET_NULL))),
            TableDefinition.of(
                    RATES,
                    List.of(column("code", PgType.of(Base.VARCHAR, 3), new Default.None())),
                    new TableDefinition.Key.Unique("rates_code", List.of("code"))),
            TableDefinition.plain(new TargetTable(
                    LOG, List.of(new TargetColumn("line", PgType.of(Base.DOUBLE_PRECISION), true)), List.of())),
            new TableDefinition(
                    EVENTS,
                    List.of(column("day", PgType.of(Base.DATE), new Default.None())),
                    new TableDefinition.Key.None(),
                    Optional.of(new Partitioning(
                            Partitioning.Method.RANGE,
                            List.of("day"),
                            List.of(
                                    new Partition(
                                            "events_old",
                                            "FOR VALUES FROM (MINVALUE) TO ('2020-01-01')",
                                            Optional.of(new Partitioning(
                                                    Partitioning.Method.HASH,
                                                    List.of("day"),
                                                    List.of(
                                                            new Partition(
                                                                    "events_old_0",
                                                                    "FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                                                                    Optional.empty()))))),
                                    new Partition("events_rest", "DEFAULT", Optional.empty())))),
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()));

    @Test
    void rendersWhatComesBeforeTheData() throws IOException {
        assertThat(script(Ddl.beforeData(tables))).isEqualTo(golden("before-data.sql"));
    }

    @Test
    void rendersWhatComesAfterTheData() throws IOException {
        assertThat(script(Ddl.afterData(tables))).isEqualTo(golden("after-data.sql"));
        assertThat(script(Ddl.validation(tables))).isEqualTo(golden("validation.sql"));
    }

    @Test
    void makesTheKeyOfARowChangeThePrimaryKey() {
        var table = new TargetTable(ORDERS, List.of(new TargetColumn("id", BIGINT, false)), List.of("id"));

        assertThat(Ddl.beforeData(List.of(TableDefinition.plain(table))))
                .last()
                .extracting(Statement::sql)
                .isEqualTo("CREATE TABLE \"shop\".\"orders\" (\n    \"id\" bigint NOT NULL,\n"
                        + "    CONSTRAINT \"orders_pkey\" PRIMARY KEY (\"id\")\n)");
    }

    private static PgType status() {
        return new PgType.EnumType(new TableId("shop", "orders_status"), List.of("new", "it's paid"));
    }

    private static ColumnDefinition column(String name, PgType type, Default defaultValue) {
        return new ColumnDefinition(new TargetColumn(name, type, false), defaultValue, Optional.empty(), "");
    }

    private static ColumnDefinition collated(String name, Collation collation) {
        TargetColumn column = new TargetColumn(name, PgType.of(Base.TEXT), true);
        return new ColumnDefinition(column, new Default.None(), Optional.of(collation), "");
    }

    private static IndexDefinition index(String name, Uniqueness uniqueness, Part... parts) {
        return IndexDefinition.btree(name, uniqueness, List.of(parts));
    }

    private static Part part(String column) {
        return new Part.OfColumn(column, Direction.ASCENDING);
    }

    private static Part descending(String column) {
        return new Part.OfColumn(column, Direction.DESCENDING);
    }

    private static String script(List<Statement> statements) {
        return statements.stream().map(statement -> statement.sql() + ";\n").collect(Collectors.joining());
    }

    private static String golden(String name) throws IOException {
        try (var in = DdlTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
