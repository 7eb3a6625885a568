package io.sluice.core.type;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Policy.Reach;
import io.sluice.core.wire.RowSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Writes down what the mapping makes of every type under every policy. */
final class TypeMappingReference {

    static final List<String> TYPES = List.of(
            "tinyint(1)",
            "tinyint",
            "tinyint unsigned",
            "smallint",
            "smallint unsigned",
            "mediumint",
            "mediumint unsigned",
            "int",
            "int unsigned",
            "bigint",
            "bigint unsigned",
            "decimal(12,2)",
            "float",
            "float(25)",
            "double",
            "bit(1)",
            "bit(9)",
            "year",
            "date",
            "time(3)",
            "datetime(6)",
            "timestamp(6)",
            "char(20)",
            "varchar(20)",
            "varchar(0)",
            "tinytext",
            "text",
            "mediumtext",
            "longtext",
            "binary(16)",
            "varbinary(16)",
            "varbinary(20)",
            "tinyblob",
            "blob",
            "mediumblob",
            "longblob",
            "enum('a','b')",
            "set('a','b')",
            "json",
            "geometry",
            "point",
            "vector(3)",
            "inet6");

    private static final TableId ENUM = new TableId("shop", "items_kind");

    private static final String HEAD = """
            # Type mapping

            What each MySQL type becomes in PostgreSQL, and how its values look on the output topics: as Avro's types, with the
            PostgreSQL type beside them in the property `pg.type`. Synonyms (`BOOL`, `INTEGER`, `NUMERIC`, `SERIAL`, …) count as the
            type that `SHOW CREATE TABLE` prints, and ZEROFILL as UNSIGNED.

            Policies, in `pipeline.yaml` for the whole pipeline, a table or a column, choose another type, or say what happens to a
            value that PostgreSQL cannot hold; `config/pipeline.yaml` has all of them with their meanings. This page is written from
            the code, by

                %s

            ## Types

            | MySQL | PostgreSQL | on the topic | by policy | cannot be held |
            |---|---|---|---|---|
            """;

    private static final String NOTES = """

            - BIGINT UNSIGNED columns that MySQL numbers (AUTO_INCREMENT), and those that a foreign key connects to them, become
              `bigint`: PostgreSQL has no identity columns of type `numeric`.
            - An ENUM with a label of more than 63 bytes becomes `text`, and a SET with one an array of `text`.
            - `case-insensitive: citext` holds for columns whose collation ends in `_ci`; `collation` changes no type.
            - `geometry: auto` is settled when the pipeline starts, by what the target has.
            - CHECK constraints keep what the type does not: UNSIGNED of DECIMAL, FLOAT and DOUBLE, the labels of an `enum: text`,
              the members of a SET, the length of a text that becomes `citext`.

            ## Policies

            | policy | preset | or | meets | chosen for |
            |---|---|---|---|---|
            """;

    private TypeMappingReference() {}

    static String text(String command) {
        StringBuilder text = new StringBuilder(HEAD.formatted(command));
        TYPES.forEach(declared -> text.append(row(MySqlType.ofDeclaration(declared))));
        text.append(NOTES);
        Stream.of(Policy.values())
                .filter(policy -> policy.section() == Policy.Section.POLICIES)
                .forEach(policy -> text.append(row(policy)));
        return text.toString();
    }

    private static String row(MySqlType type) {
        PgType preset = mapped(type, Policies.none());
        String kind = type.kind() == MySqlType.Kind.OTHER ? "any other type" : code(type.declared());
        return "| " + kind + " | " + code(preset.sql()) + " | " + wire(preset) + " | " + others(type, preset) + " | "
                + refused(type) + " |\n";
    }

    private static String row(Policy policy) {
        List<Choice> others = policy.choices().subList(1, policy.choices().size());
        String places =
                switch (policy.reach()) {
                    case COLUMN -> "a pipeline, a table, a column";
                    case TABLE -> "a pipeline, a table";
                    case PIPELINE -> "a pipeline";
                };
        return "| " + code(policy.id()) + " | " + code(policy.preset().id()) + " | "
                + others.stream()
                        .map(Choice::id)
                        .map(TypeMappingReference::code)
                        .collect(Collectors.joining(", "))
                + " | " + Applicability.described(policy) + " | " + places + " |\n";
    }

    private static String others(MySqlType type, PgType preset) {
        List<String> others = new ArrayList<>();
        for (Policy policy : Policy.values()) {
            if (policy.reach() == Reach.COLUMN && Applicability.applies(policy, type)) {
                for (Choice choice : policy.choices()) {
                    PgType chosen = mapped(type, Policies.of(policy, choice));
                    if (!chosen.sql().equals(preset.sql())) {
                        others.add(code(policy.id() + ": " + choice.id()) + " → " + code(chosen.sql()));
                    }
                }
            }
        }
        return String.join("<br>", others);
    }

    private static String refused(MySqlType type) {
        return switch (type.kind()) {
            case TINYINT -> type.isTruth() ? "2 and the like, under `tinyint1: boolean`" : "";
            case BIGINT -> type.unsigned() ? "above 2^63-1, under `unsigned-bigint: bigint`" : "";
            case DATE, DATETIME, TIMESTAMP -> "zero and partial dates: `zero-dates`";
            case TIME -> "outside of a day, under `time: time`: `time-range`";
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT ->
                "NUL: `nul-characters`; bytes that are no text: `invalid-bytes`";
            case JSON -> "`\\u0000`: `nul-characters`";
            case BINARY, VARBINARY ->
                Applicability.applies(Policy.BINARY, type)
                        ? "other than 16 bytes under `binary: uuid`, than 4 or 16 under `binary: inet`"
                        : "";
            case ENUM -> "`''` for an invalid label: `enum-empty`";
            case OTHER -> "NUL";
            case SMALLINT,
                    MEDIUMINT,
                    INT,
                    DECIMAL,
                    FLOAT,
                    DOUBLE,
                    BIT,
                    TINYBLOB,
                    BLOB,
                    MEDIUMBLOB,
                    LONGBLOB,
                    SET,
                    YEAR,
                    GEOMETRY,
                    VECTOR -> "";
        };
    }

    /** The type in Avro, and what a string holds where it is not plain text. */
    private static String wire(PgType type) {
        TargetTable table = new TargetTable(ENUM, List.of(new TargetColumn("v", type, false)), List.of());
        Schema schema = RowSchemas.of(table).value().getField("v").schema();
        String name = schema.getType().getName().toLowerCase(Locale.ROOT);
        if (schema.getType() == Schema.Type.ARRAY) {
            return "array of " + schema.getElementType().getType().getName();
        }
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return name + ", decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
        }
        if (schema.getLogicalType() != null) {
            return name + ", " + schema.getLogicalType().getName();
        }
        return name + form(type);
    }

    private static String form(PgType type) {
        return switch (type.sql().replaceFirst("\\(.*", "")) {
            case "interval" -> ", `[-]HH:MM:SS[.ffffff]`";
            case "bit" -> ", 0s and 1s";
            case "jsonb", "json" -> ", JSON";
            default -> "";
        };
    }

    private static PgType mapped(MySqlType type, Policies policies) {
        return TypeMapping.of(type, ENUM, policies).type();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
