package io.sluice.core.type;

import io.sluice.core.name.TableId;
import io.sluice.core.policy.BinaryAs;
import io.sluice.core.policy.Bit1;
import io.sluice.core.policy.EnumEmpty;
import io.sluice.core.policy.GeometryAs;
import io.sluice.core.policy.JsonAs;
import io.sluice.core.policy.NulCharacters;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.TimeAs;
import io.sluice.core.policy.TimeRange;
import io.sluice.core.policy.TinyInt1;
import io.sluice.core.policy.UnknownTypes;
import io.sluice.core.policy.UnsignedBigint;
import io.sluice.core.policy.ZeroDates;
import io.sluice.core.type.PgType.Base;

/** The total function from MySQL's column types to PostgreSQL's. */
public final class TypeMapping {

    /** From this many bits on MySQL keeps a FLOAT(p) as DOUBLE. */
    private static final int FIRST_DOUBLE_BITS = 25;

    private TypeMapping() {}

    /**
     * @param type any MySQL type
     * @param enumId the name of the enumerated type to use if {@code type} is an ENUM or a SET that becomes one
     */
    public static ColumnMapping of(MySqlType type, TableId enumId, Policies policies) {
        return isBytesByPolicy(type, policies) ? scalar(Bytes.utf8(), Base.BYTEA) : byKind(type, enumId, policies);
    }

    private static boolean isBytesByPolicy(MySqlType type, Policies policies) {
        return type.kind() == MySqlType.Kind.OTHER
                ? policies.unknownTypes() == UnknownTypes.BYTEA
                : policies.nulCharacters() == NulCharacters.BYTEA && Applicability.applies(Policy.NUL_CHARACTERS, type);
    }

    private static ColumnMapping byKind(MySqlType type, TableId enumId, Policies policies) {
        return switch (type.kind()) {
            case YEAR -> smallint();
            case TINYINT -> tinyint(type, policies.tinyInt1());
            case SMALLINT -> type.unsigned() ? integer() : smallint();
            case MEDIUMINT -> integer();
            case INT -> type.unsigned() ? bigint() : integer();
            case BIGINT -> type.unsigned() ? unsignedBigint(policies.unsignedBigint()) : bigint();
            case DECIMAL -> decimal(type);
            case FLOAT ->
                type.scale().isEmpty() && type.length().orElse(0) >= FIRST_DOUBLE_BITS
                        ? scalar(Numbers.doublePrecision(), Base.DOUBLE_PRECISION)
                        : scalar(Numbers.real(), Base.REAL);
            case DOUBLE -> scalar(Numbers.doublePrecision(), Base.DOUBLE_PRECISION);
            case BIT -> bit(type.length().orElse(1), policies.bit1());
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT ->
                new ColumnMapping(TextTypes.of(type, policies), Texts.text());
            case OTHER -> scalar(Texts.text(), Base.TEXT);
            case BINARY -> bytes(type, Bytes.padded(type.length().orElse(1)), policies.binaryAs());
            case VARBINARY -> bytes(type, Bytes.bytes(), policies.binaryAs());
            case TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> scalar(Bytes.bytes(), Base.BYTEA);
            case ENUM -> LabelTypes.one(type.members(), enumId, policies);
            case SET -> LabelTypes.set(type.members(), enumId, policies.setAs());
            case JSON -> json(policies.jsonAs());
            case DATE -> scalar(Times.date(), Base.DATE);
            case TIME -> time(type.length().orElse(0), policies.timeAs());
            case DATETIME -> datetime(type.length().orElse(0));
            case TIMESTAMP ->
                scalar(Times.instant(), Base.TIMESTAMPTZ, type.length().orElse(0));
            case GEOMETRY -> geometry(type, policies.geometryAs());
            case VECTOR -> new ColumnMapping(new PgType.ArrayOf(PgType.of(Base.REAL)), Numbers.vector());
        };
    }

    /**
     * The mapping of a column that a rule put a transformation on.
     *
     * @throws IllegalArgumentException if the transformation does not apply to this type, in one sentence
     */
    public static ColumnMapping transformed(MySqlType type, Transformation transformation) {
        if (!applies(transformation, type)) {
            throw new IllegalArgumentException(transformation.id() + " does not apply to a column of type "
                    + type.declared() + "; take the rule away or put it on "
                    + switch (transformation) {
                        case MICROSECONDS_TO_INTERVAL -> "an integer column";
                        case UNSIGNED_TO_BIGINT -> "a BIGINT UNSIGNED column";
                    });
        }
        return switch (transformation) {
            case MICROSECONDS_TO_INTERVAL -> interval();
            case UNSIGNED_TO_BIGINT -> bigint();
        };
    }

    private static boolean applies(Transformation transformation, MySqlType type) {
        return switch (transformation) {
            case MICROSECONDS_TO_INTERVAL ->
                switch (type.kind()) {
                    case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> true;
                    default -> false;
                };
            case UNSIGNED_TO_BIGINT -> type.kind() == MySqlType.Kind.BIGINT && type.unsigned();
        };
    }

    private static ColumnMapping smallint() {
        return scalar(Numbers.smallint(), Base.SMALLINT);
    }

    private static ColumnMapping integer() {
        return scalar(Numbers.integer(), Base.INTEGER);
    }

    private static ColumnMapping bigint() {
        return scalar(Numbers.bigint(), Base.BIGINT);
    }

    private static ColumnMapping interval() {
        return scalar(Times.interval(), Base.INTERVAL);
    }

    private static ColumnMapping decimal(MySqlType type) {
        int scale = type.scale().orElse(0);
        return scalar(Numbers.decimal(scale), Base.NUMERIC, type.length().orElse(10), scale);
    }

    /** Whether a policy may put NULL where MySQL has a value: then PostgreSQL's column has to be nullable. */
    public static boolean mayBecomeNull(MySqlType type, Policies policies) {
        return switch (type.kind()) {
            case DATE, DATETIME, TIMESTAMP -> policies.zeroDates() == ZeroDates.NULL;
            case TIME -> policies.timeAs() == TimeAs.TIME && policies.timeRange() == TimeRange.NULL;
            case ENUM -> policies.enumEmpty() == EnumEmpty.NULL;
            default -> false;
        };
    }

    private static ColumnMapping tinyint(MySqlType type, TinyInt1 choice) {
        return type.isTruth() && choice == TinyInt1.BOOLEAN ? scalar(Numbers.truth(), Base.BOOLEAN) : smallint();
    }

    private static ColumnMapping unsignedBigint(UnsignedBigint choice) {
        return switch (choice) {
            case NUMERIC -> scalar(Numbers.unsignedDecimal(), Base.NUMERIC, 20, 0);
            case BIGINT -> scalar(Numbers.smallUnsigned(), Base.BIGINT);
        };
    }

    private static ColumnMapping bit(int bits, Bit1 choice) {
        return bits <= 1 && choice == Bit1.BOOLEAN
                ? scalar(Bits.single(), Base.BOOLEAN)
                : scalar(Bits.text(bits), Base.BIT, bits);
    }

    private static ColumnMapping json(JsonAs choice) {
        return switch (choice) {
            case JSONB -> scalar(Texts.json(), Base.JSONB);
            case JSON -> scalar(Texts.text(), Base.JSON);
        };
    }

    private static ColumnMapping bytes(MySqlType type, ValueConversion bytes, BinaryAs choice) {
        ColumnMapping bytea = scalar(bytes, Base.BYTEA);
        return switch (choice) {
            case BYTEA -> bytea;
            case UUID -> type.length().orElse(1) == Uuids.BYTES ? scalar(Uuids.uuid(bytes), Base.UUID) : bytea;
            case INET -> Applicability.applies(Policy.BINARY, type) ? scalar(Addresses.inet(bytes), Base.INET) : bytea;
        };
    }

    private static ColumnMapping time(int fractionDigits, TimeAs choice) {
        return switch (choice) {
            case INTERVAL -> interval();
            case TIME -> scalar(Times.timeOfDay(), Base.TIME, fractionDigits);
        };
    }

    /** AUTO that nobody settled is taken for a target without PostGIS. */
    private static ColumnMapping geometry(MySqlType type, GeometryAs choice) {
        return switch (choice) {
            case POSTGIS ->
                new ColumnMapping(
                        PgType.OfExtension.geometry(type.geometryKind(), type.srid()), Bytes.extendedWellKnownBinary());
            case AUTO, BYTEA -> scalar(Bytes.wellKnownBinary(), Base.BYTEA);
        };
    }

    private static ColumnMapping datetime(int fractionDigits) {
        ValueConversion conversion = fractionDigits <= 3 ? Times.epochMillis() : Times.epochMicros();
        return scalar(conversion, Base.TIMESTAMP, fractionDigits);
    }

    private static ColumnMapping scalar(ValueConversion conversion, Base base, Integer... modifiers) {
        return new ColumnMapping(PgType.of(base, modifiers), conversion);
    }
}
