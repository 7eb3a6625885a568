package io.sluice.core.type;

import io.sluice.core.mapping.Transformation;
import io.sluice.core.model.TableId;
import io.sluice.core.type.PgType.Base;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The total function from MySQL's column types to PostgreSQL's. */
public final class TypeMapping {

    /** PostgreSQL cuts off nothing here: a longer label is an error, so that such an ENUM becomes text. */
    private static final int MAX_LABEL_BYTES = 63;

    /** From this many bits on MySQL keeps a FLOAT(p) as DOUBLE. */
    private static final int FIRST_DOUBLE_BITS = 25;

    private TypeMapping() {}

    /**
     * @param type any MySQL type
     * @param enumId the name of the enumerated type to use if {@code type} is an ENUM
     */
    public static ColumnMapping of(MySqlType type, TableId enumId) {
        return switch (type.kind()) {
            case TINYINT, YEAR -> smallint();
            case SMALLINT -> type.unsigned() ? integer() : smallint();
            case MEDIUMINT -> integer();
            case INT -> type.unsigned() ? bigint() : integer();
            case BIGINT -> type.unsigned() ? scalar(Numbers.unsignedDecimal(), Base.NUMERIC, 20, 0) : bigint();
            case DECIMAL -> decimal(type);
            case FLOAT ->
                type.scale().isEmpty() && type.length().orElse(0) >= FIRST_DOUBLE_BITS
                        ? scalar(Numbers.doublePrecision(), Base.DOUBLE_PRECISION)
                        : scalar(Numbers.real(), Base.REAL);
            case DOUBLE -> scalar(Numbers.doublePrecision(), Base.DOUBLE_PRECISION);
            case BIT -> bit(type.length().orElse(1));
            case CHAR -> varchar(type.length().orElse(1));
            case VARCHAR -> varchar(type.length().orElse(0));
            case TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, OTHER -> scalar(Texts.text(), Base.TEXT);
            case BINARY -> scalar(Bytes.padded(type.length().orElse(1)), Base.BYTEA);
            case VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> scalar(Bytes.bytes(), Base.BYTEA);
            case ENUM -> enumerated(type.members(), enumId);
            case SET -> new ColumnMapping(new PgType.ArrayOf(PgType.of(Base.TEXT)), Labels.set(type.members()));
            case JSON -> scalar(Texts.json(), Base.JSONB);
            case DATE -> scalar(Times.date(), Base.DATE);
            case TIME -> interval();
            case DATETIME -> datetime(type.length().orElse(0));
            case TIMESTAMP ->
                scalar(Times.instant(), Base.TIMESTAMPTZ, type.length().orElse(0));
            case GEOMETRY -> scalar(Bytes.wellKnownBinary(), Base.BYTEA);
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

    private static ColumnMapping bit(int bits) {
        return bits <= 1 ? scalar(Bits.single(), Base.BOOLEAN) : scalar(Bits.text(bits), Base.BIT, bits);
    }

    /** MySQL allows a length of 0, which only '' fits; PostgreSQL does not. */
    private static ColumnMapping varchar(int length) {
        return length == 0 ? scalar(Texts.text(), Base.TEXT) : scalar(Texts.text(), Base.VARCHAR, length);
    }

    private static ColumnMapping datetime(int fractionDigits) {
        ValueConversion conversion = fractionDigits <= 3 ? Times.epochMillis() : Times.epochMicros();
        return scalar(conversion, Base.TIMESTAMP, fractionDigits);
    }

    private static ColumnMapping enumerated(List<String> labels, TableId enumId) {
        boolean possible = !labels.isEmpty() && labels.stream().allMatch(TypeMapping::isPossibleLabel);
        PgType type = possible ? new PgType.EnumType(enumId, labels) : PgType.of(Base.TEXT);
        return new ColumnMapping(type, labels.isEmpty() ? Texts.text() : Labels.one(labels));
    }

    private static boolean isPossibleLabel(String label) {
        return label.getBytes(StandardCharsets.UTF_8).length <= MAX_LABEL_BYTES && label.indexOf('\0') < 0;
    }

    private static ColumnMapping scalar(ValueConversion conversion, Base base, Integer... modifiers) {
        return new ColumnMapping(PgType.of(base, modifiers), conversion);
    }
}
