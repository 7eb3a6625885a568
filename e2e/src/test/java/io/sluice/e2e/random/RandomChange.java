package io.sluice.e2e.random;

import io.sluice.core.name.MySqlNames;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Kinds of statements that change a schema: those of {@code docs/schema-changes.md}. */
enum RandomChange {
    ADD_COLUMN(scene -> add(scene, scene.definition())),
    ADD_TWO_COLUMNS(scene -> one(scene.whileColumnsAreFew()
            .alter("ADD (extra1 " + scene.definition() + ", extra2 " + scene.definition() + ")"))),
    ADD_COMPUTED(scene -> {
        LiveColumn base = scene.column(LiveColumn::isInteger);
        return add(scene, "BIGINT AS (" + base.quoted() + " * 2) STORED");
    }),
    ADD_TIME(scene -> add(scene, "DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)")),
    ADD_EXPRESSION(scene -> add(scene, "VARCHAR(20) DEFAULT (CONCAT('a', 'b'))")),
    DROP_COLUMN(scene -> one(scene.alter("DROP COLUMN " + scene.column().quoted()))),
    DROP_AND_ADD(scene -> {
        String name = scene.column().quoted();
        return one(scene.alter("DROP COLUMN " + name + ", ADD COLUMN " + name + " " + scene.definition()));
    }),
    RENAME_COLUMN(scene -> one(scene.alter("RENAME COLUMN " + scene.column().quoted() + " TO " + scene.freeColumn()))),
    RENAME_AND_ADD(scene -> {
        String name = scene.column().quoted();
        return one(scene.alter("RENAME COLUMN " + name + " TO " + scene.freeColumn() + ", ADD COLUMN " + name + " "
                + scene.definition()));
    }),
    CHANGE_COLUMN(scene -> {
        LiveColumn column = scene.column(each -> !each.isTime());
        return one(scene.alter("CHANGE " + column.quoted() + " " + scene.freeColumn() + " " + column.type() + " NULL"));
    }),
    SWAP_NAMES(scene -> one(scene.alter(swap(scene)))),
    SWAP_AMONG_OTHERS(scene -> one(scene.alter(swap(scene) + ", ADD COLUMN " + scene.freeColumn() + " INT"))),
    WIDEN(scene -> {
        LiveColumn column = scene.column(
                each -> each.isInteger() || each.isText() || each.kind().equals("decimal"));
        String type = column.isInteger() ? "BIGINT" : column.isText() ? "TEXT" : "DECIMAL(12,4)";
        return modify(scene, column, type);
    }),
    NARROW(scene -> {
        LiveColumn column = scene.column(each -> each.isInteger() || each.isText());
        return modify(scene, column, column.isInteger() ? "SMALLINT" : "VARCHAR(25)");
    }),
    TO_NUMBER(scene ->
            modify(scene, scene.column(LiveColumn::isText), scene.chance().of("INT", "DOUBLE"))),
    TO_TEXT(scene ->
            modify(scene, scene.column(each -> each.isInteger() || each.kind().equals("double")), "VARCHAR(60)")),
    NOT_NULL(scene -> {
        LiveColumn column = scene.column(each -> each.nullable() && !each.isTime());
        return modify(scene, column, column.type() + " NOT NULL");
    }),
    NULLABLE(scene -> {
        LiveColumn column = scene.column(each -> !each.nullable());
        return modify(scene, column, column.type() + " NULL");
    }),
    SET_DEFAULT(scene -> one(
            scene.alter("ALTER COLUMN " + scene.column(LiveColumn::isInteger).quoted() + " SET DEFAULT "
                    + scene.chance().below(9)))),
    DROP_DEFAULT(scene -> one(scene.alter("ALTER COLUMN " + scene.column().quoted() + " DROP DEFAULT"))),
    COMMENT(scene ->
            one(scene.alter("COMMENT 'it''s {d number} " + scene.chance().below(9) + "'"))),
    MOVE_COLUMN(scene -> {
        LiveColumn column = scene.column(each -> !each.isTime());
        return one(scene.alter("MODIFY " + column.quoted() + " " + column.type() + " NULL" + scene.place()));
    }),
    LABELS(scene -> {
        LiveColumn column = scene.column(LiveColumn::hasLabels);
        return modify(scene, column, column.kind() + "(" + labels(column, scene.chance()) + ")");
    }),
    KEY_DROPPED(scene -> one(scene.keyed().alter("DROP PRIMARY KEY"))),
    KEY_ADDED(scene -> one(
            scene.keyless().alter("ADD COLUMN " + scene.freeColumn() + " BIGINT AUTO_INCREMENT PRIMARY KEY FIRST"))),
    KEY_EXTENDED(scene -> one(scene.keyed()
            .alter("DROP PRIMARY KEY, ADD PRIMARY KEY ("
                    + scene.table().key().stream().map(MySqlNames::quote).collect(Collectors.joining(", "))
                    + ", "
                    + scene.column(column -> !column.nullable() && column.isInteger())
                            .quoted() + ")"))),
    KEY_SHORTENED(scene -> one(scene.alter(
            "DROP PRIMARY KEY, ADD PRIMARY KEY (" + scene.keyColumn().quoted() + ")"))),
    KEY_RENAMED(scene -> one(scene.alter("RENAME COLUMN " + scene.keyColumn().quoted() + " TO " + scene.freeColumn()))),
    CREATE(scene -> one(create(scene.whileTablesAreFew().freeTable(), scene))),
    CREATE_LIKE(scene -> one("CREATE TABLE " + scene.whileTablesAreFew().freeTable() + " LIKE "
            + scene.table().quoted())),
    CREATE_SELECT(scene -> one("CREATE TABLE " + scene.whileTablesAreFew().freeTable() + " (PRIMARY KEY ("
            + scene.table().key().stream().map(MySqlNames::quote).collect(Collectors.joining(", "))
            + ")) SELECT * FROM " + scene.table().quoted())),
    DROP_TABLE(scene -> one("DROP TABLE " + scene.whileTablesAreMany().table().quoted())),
    DROP_AND_CREATE(scene ->
            List.of("DROP TABLE " + scene.table().quoted(), create(scene.table().name(), scene))),
    TRUNCATE(scene -> one("TRUNCATE TABLE " + scene.table().quoted())),
    RENAME_TABLE(scene -> one("RENAME TABLE " + scene.table().quoted() + " TO " + scene.freeTable())),
    SWAP_TABLES(scene -> {
        String one = scene.table().quoted();
        String other = MySqlNames.quote(scene.otherTable());
        return one("RENAME TABLE " + one + " TO between_both, " + other + " TO " + one + ", between_both TO " + other);
    }),
    ADD_INDEX(scene -> one(scene.alter("ADD INDEX " + scene.freeColumn() + " ("
            + scene.column(each -> each.isInteger() || each.isTime()).quoted() + ")"))),
    ADD_UNIQUE(scene -> one("CREATE UNIQUE INDEX u" + scene.chance().below(3) + " ON "
            + scene.table().quoted() + " ("
            + scene.column(LiveColumn::isInteger).quoted() + ")")),
    DROP_INDEX(scene -> one(scene.alter("DROP INDEX " + scene.index()))),
    ADD_CHECK(scene ->
            one(scene.alter("ADD CHECK (" + scene.column(LiveColumn::isInteger).quoted() + " < 390)"))),
    DROP_CHECK(scene -> one(scene.alter("DROP CHECK " + scene.constraint("CHECK")))),
    ADD_REFERENCE(scene -> one(scene.alter("ADD FOREIGN KEY ("
            + scene.column(each -> each.kind().equals("int")).quoted() + ") REFERENCES parents (id) ON DELETE "
            + scene.chance().of("CASCADE", "SET NULL")))),
    DROP_REFERENCE(scene -> one(scene.alter("DROP FOREIGN KEY " + scene.constraint("FOREIGN KEY")))),
    TRUNCATE_PARTITION(scene -> one(scene.alter("TRUNCATE PARTITION " + scene.partition()))),
    DROP_PARTITION(scene -> one(scene.alter("DROP PARTITION " + scene.partition()))),
    ADD_PARTITIONS(
            scene -> one(scene.alter("PARTITION BY HASH (" + scene.keyColumn().quoted() + ") PARTITIONS 3"))),
    EXCHANGE_PARTITION(scene -> {
        String other = scene.whileTablesAreFew().freeTable();
        return List.of(
                "CREATE TABLE " + other + " LIKE " + scene.table().quoted(),
                "ALTER TABLE " + other + " REMOVE PARTITIONING",
                scene.alter("EXCHANGE PARTITION " + scene.partition() + " WITH TABLE " + other));
    }),
    CHARACTER_SET(scene ->
            one(scene.alter("CONVERT TO CHARACTER SET " + scene.chance().of("latin1", "utf8mb4")))),
    REBUILD(scene -> one(scene.alter("ENGINE = InnoDB"))),
    SEVERAL(scene -> one(scene.alter(
            "DROP COLUMN " + scene.column().quoted() + ", ADD COLUMN " + scene.freeColumn() + " " + scene.definition()
                    + ", ADD INDEX (" + scene.column(LiveColumn::isInteger).quoted() + "), COMMENT = 'several'"))),
    ONLINE_TOOL(scene -> {
        String name = scene.table().name();
        String columns =
                scene.table().written().stream().map(LiveColumn::quoted).collect(Collectors.joining(", "));
        return List.of(
                "DROP TABLE IF EXISTS _" + name + "_gho",
                "CREATE TABLE _" + name + "_gho LIKE " + name,
                "ALTER TABLE _" + name + "_gho ADD COLUMN " + scene.freeColumn() + " " + scene.definition(),
                "INSERT IGNORE INTO _" + name + "_gho (" + columns + ") SELECT " + columns + " FROM " + name,
                "RENAME TABLE " + name + " TO _" + name + "_del, _" + name + "_gho TO " + name,
                "DROP TABLE _" + name + "_del");
    });

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final Statements statements;

    RandomChange(Statements statements) {
        this.statements = statements;
    }

    @FunctionalInterface
    private interface Statements {
        List<String> of(Scene scene) throws SQLException;
    }

    /**
     * The statements of the change, one after the other.
     *
     * @throws java.util.NoSuchElementException if it is not applicable to the scene's table
     */
    List<String> statements(Scene scene) throws SQLException {
        return statements.of(scene);
    }

    private static List<String> one(String statement) {
        return List.of(statement);
    }

    private static List<String> add(Scene scene, String definition) {
        return one(scene.whileColumnsAreFew()
                .alter("ADD COLUMN " + scene.freeColumn() + " " + definition + scene.place()));
    }

    private static List<String> modify(Scene scene, LiveColumn column, String definition) {
        return one(scene.alter("MODIFY " + column.quoted() + " " + definition));
    }

    private static String swap(Scene scene) {
        LiveColumn one = scene.column();
        LiveColumn other = scene.other(one);
        return "RENAME COLUMN " + one.quoted() + " TO " + other.quoted() + ", RENAME COLUMN " + other.quoted() + " TO "
                + one.quoted();
    }

    private static String labels(LiveColumn column, Chance chance) {
        List<String> labels = new ArrayList<>(RandomValue.labels(column));
        switch (chance.below(3)) {
            case 0 -> labels.add("'l" + chance.below(100) + "'");
            case 1 -> Collections.shuffle(labels, chance.random());
            default -> labels.remove(chance.below(labels.size()));
        }
        return String.join(",", labels);
    }

    /** @param name of a table that is not there */
    static String create(String name, Scene scene) {
        String columns = "v VARCHAR(30), n INT NOT NULL DEFAULT 3, "
                + scene.chance().of("extra1", "extra2") + " " + scene.definition();
        return switch (scene.chance().below(5)) {
            case 0 -> "CREATE TABLE " + name + " (id INT PRIMARY KEY, " + columns + ")";
            case 1 -> "CREATE TABLE " + name + " (k VARCHAR(20) PRIMARY KEY, " + columns + ")";
            case 2 ->
                "CREATE TABLE " + name + " (a INT, b INT, PRIMARY KEY (b, a), UNIQUE KEY u (n, a), " + columns + ")";
            case 3 -> "CREATE TABLE " + name + " (" + columns + ")";
            default -> "CREATE TABLE " + name + " (id BIGINT AUTO_INCREMENT PRIMARY KEY, " + columns + ")";
        };
    }
}
