package io.sluice.core.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A question that the migration of some columns, tables or names asks and that the user can answer; {@link #id()} is its
 * name in {@code pipeline.yaml}.
 */
public enum Policy {
    ZERO_DATES(Reach.COLUMN, ZeroDates.values()),
    TINYINT1(Reach.COLUMN, TinyInt1.values()),
    BIT1(Reach.COLUMN, Bit1.values()),
    TIME(Reach.COLUMN, TimeAs.values()),
    TIME_RANGE(Reach.COLUMN, TimeRange.values()),
    UNSIGNED_BIGINT(Reach.COLUMN, UnsignedBigint.values()),
    NUL_CHARACTERS(Reach.COLUMN, NulCharacters.values()),
    INVALID_BYTES(Reach.COLUMN, InvalidBytes.values()),
    ENUM(Reach.COLUMN, EnumAs.values()),
    ENUM_EMPTY(Reach.COLUMN, EnumEmpty.values()),
    SET(Reach.COLUMN, SetAs.values()),
    JSON(Reach.COLUMN, JsonAs.values()),
    CASE_INSENSITIVE(Reach.COLUMN, CaseInsensitive.values()),
    CHAR(Reach.COLUMN, CharAs.values()),
    BINARY(Reach.COLUMN, BinaryAs.values()),
    GEOMETRY(Reach.COLUMN, GeometryAs.values()),
    GENERATED(Reach.COLUMN, Generated.values()),
    PARTITIONS(Reach.TABLE, Partitions.values()),
    LONG_NAMES(Reach.PIPELINE, LongNames.values()),
    NAME_CASE(Reach.PIPELINE, NameCase.values()),
    UNKNOWN_TYPES(Reach.COLUMN, UnknownTypes.values()),
    CREATE_TABLE(Section.SCHEMA_CHANGES, Reach.TABLE, OnChange.followed()),
    DROP_TABLE(Section.SCHEMA_CHANGES, Reach.TABLE, OnChange.values()),
    RENAME_TABLE(Section.SCHEMA_CHANGES, Reach.TABLE, OnChange.followed()),
    TRUNCATE_TABLE(Section.SCHEMA_CHANGES, Reach.TABLE, OnChange.values()),
    ADD_COLUMN(Section.SCHEMA_CHANGES, Reach.TABLE, OnChange.followed()),
    DROP_COLUMN(Section.SCHEMA_CHANGES, Reach.TABLE, OnChange.values()),
    RENAME_COLUMN(Section.SCHEMA_CHANGES, Reach.TABLE, OnChange.followed()),
    CHANGE_TYPE(Section.SCHEMA_CHANGES, Reach.TABLE, OnChange.followed()),
    CHANGE_KEY(Section.SCHEMA_CHANGES, Reach.TABLE, OnChange.followed()),
    OTHER_CHANGE(Section.SCHEMA_CHANGES, Reach.TABLE, OnChange.values());

    /** Where in {@code pipeline.yaml} it is chosen. */
    public enum Section {
        /** What becomes of values, types and names. */
        POLICIES,
        /** What becomes of one kind of schema change: all of its choices are of {@link OnChange}. */
        SCHEMA_CHANGES;

        /** The key in {@code pipeline.yaml}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The least that a policy can be chosen for; it can be chosen for all that holds this, too. */
    public enum Reach {
        COLUMN,
        TABLE,
        PIPELINE
    }

    private final Section section;
    private final Reach reach;

    /** Made by {@link List#of}, so that nobody can change it. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Choice> choices;

    Policy(Reach reach, Choice... choices) {
        this(Section.POLICIES, reach, choices);
    }

    Policy(Section section, Reach reach, Choice... choices) {
        this.section = section;
        this.reach = reach;
        this.choices = List.of(choices);
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Section section() {
        return section;
    }

    public Reach reach() {
        return reach;
    }

    /** All choices, the preset first. */
    public List<Choice> choices() {
        return choices;
    }

    /** What holds where the user chose nothing. */
    public Choice preset() {
        return choices.get(0);
    }

    /** @throws IllegalArgumentException naming the choices that there are, if none has the id */
    public Choice choice(String id) {
        return choices.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + id + "' is no choice for " + id() + because(id)
                        + "; choose " + choices.stream().map(Choice::id).collect(Collectors.joining(", "))));
    }

    private String because(String id) {
        return id.equals(OnChange.IGNORE.id()) && section == Section.SCHEMA_CHANGES
                ? ", since the rows that follow it fit no other table than the changed one"
                : "";
    }

    /** @throws IllegalArgumentException naming those that there are, if none has the id */
    public static Policy of(String id) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown policy '" + id + "'; known are "
                        + Arrays.stream(values()).map(Policy::id).collect(Collectors.joining(", "))));
    }
}
