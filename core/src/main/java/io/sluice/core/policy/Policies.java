package io.sluice.core.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the user chose, for a pipeline, a table or a column.
 *
 * @param chosen in the order of the policies; a policy that is not in it is at its preset
 */
public record Policies(Map<Policy, Choice> chosen) {

    /** @throws IllegalArgumentException if a choice is not one of its policy's */
    public Policies {
        EnumMap<Policy, Choice> copy = new EnumMap<>(Policy.class);
        copy.putAll(chosen);
        copy.forEach((policy, choice) -> {
            if (!policy.choices().contains(choice)) {
                throw new IllegalArgumentException(choice + " is no choice for " + policy.id());
            }
        });
        chosen = Collections.unmodifiableMap(copy);
    }

    public static Policies none() {
        return new Policies(Map.of());
    }

    public static Policies of(Policy policy, Choice choice) {
        return new Policies(Map.of(policy, choice));
    }

    public Choice get(Policy policy) {
        return chosen.getOrDefault(policy, policy.preset());
    }

    /** These, except where those of a smaller reach say otherwise. */
    public Policies overriddenBy(Policies closer) {
        EnumMap<Policy, Choice> merged = new EnumMap<>(Policy.class);
        merged.putAll(chosen);
        merged.putAll(closer.chosen);
        return new Policies(merged);
    }

    public ZeroDates zeroDates() {
        return (ZeroDates) get(Policy.ZERO_DATES);
    }

    public TinyInt1 tinyInt1() {
        return (TinyInt1) get(Policy.TINYINT1);
    }

    public Bit1 bit1() {
        return (Bit1) get(Policy.BIT1);
    }

    public TimeAs timeAs() {
        return (TimeAs) get(Policy.TIME);
    }

    public TimeRange timeRange() {
        return (TimeRange) get(Policy.TIME_RANGE);
    }

    public UnsignedBigint unsignedBigint() {
        return (UnsignedBigint) get(Policy.UNSIGNED_BIGINT);
    }

    public NulCharacters nulCharacters() {
        return (NulCharacters) get(Policy.NUL_CHARACTERS);
    }

    public InvalidBytes invalidBytes() {
        return (InvalidBytes) get(Policy.INVALID_BYTES);
    }

    public EnumAs enumAs() {
        return (EnumAs) get(Policy.ENUM);
    }

    public EnumEmpty enumEmpty() {
        return (EnumEmpty) get(Policy.ENUM_EMPTY);
    }

    public SetAs setAs() {
        return (SetAs) get(Policy.SET);
    }

    public JsonAs jsonAs() {
        return (JsonAs) get(Policy.JSON);
    }

    public CaseInsensitive caseInsensitive() {
        return (CaseInsensitive) get(Policy.CASE_INSENSITIVE);
    }

    public CharAs charAs() {
        return (CharAs) get(Policy.CHAR);
    }

    public BinaryAs binaryAs() {
        return (BinaryAs) get(Policy.BINARY);
    }

    public GeometryAs geometryAs() {
        return (GeometryAs) get(Policy.GEOMETRY);
    }

    public Generated generated() {
        return (Generated) get(Policy.GENERATED);
    }

    public Partitions partitions() {
        return (Partitions) get(Policy.PARTITIONS);
    }

    public LongNames longNames() {
        return (LongNames) get(Policy.LONG_NAMES);
    }

    public NameCase nameCase() {
        return (NameCase) get(Policy.NAME_CASE);
    }

    public UnknownTypes unknownTypes() {
        return (UnknownTypes) get(Policy.UNKNOWN_TYPES);
    }

    /** @param kind a policy of {@link Policy.Section#SCHEMA_CHANGES} */
    public OnChange onChange(Policy kind) {
        return (OnChange) get(kind);
    }
}
