package io.sluice.verify;

import static io.sluice.schema.value.ColumnReader.plain;

import io.sluice.core.type.DateTimeText;
import io.sluice.core.type.PgType;
import io.sluice.schema.value.ColumnReader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Reads PostgreSQL's values over JDBC into the form that {@link PgType} prescribes. What the driver would bend, such as
 * times by the zone of this machine, is read as PostgreSQL's own text.
 */
final class TargetColumns {

    private static final ColumnReader SERVER_TEXT = new ColumnReader("%s::text", ColumnReader::text);

    /** As PostgreSQL prints an address; cast to text, it has its prefix length always. */
    private static final ColumnReader ADDRESS = new ColumnReader("abbrev(%s)", ColumnReader::text);

    private TargetColumns() {}

    static ColumnReader reader(PgType type) {
        if (type instanceof PgType.Scalar scalar) {
            return scalar(scalar.base());
        }
        return type instanceof PgType.ArrayOf ? plain(TargetColumns::array) : SERVER_TEXT;
    }

    private static ColumnReader scalar(PgType.Base base) {
        return switch (base) {
            case BOOLEAN -> plain(TargetColumns::bool);
            case SMALLINT, INTEGER -> plain(ColumnReader::integer);
            case BIGINT -> plain(ColumnReader::bigint);
            case NUMERIC -> plain(TargetColumns::numeric);
            case REAL -> plain(TargetColumns::real);
            case DOUBLE_PRECISION -> plain(ColumnReader::doublePrecision);
            case TEXT, VARCHAR -> plain(ColumnReader::text);
            case BYTEA -> plain(ColumnReader::bytes);
            case DATE -> temporal(DateTimeText::days);
            case TIME -> temporal(DateTimeText::duration);
            case TIMESTAMP, TIMESTAMPTZ -> temporal(DateTimeText::micros);
            case CHAR, INTERVAL, JSON, JSONB, BIT, VARBIT, UUID -> SERVER_TEXT;
            case INET -> ADDRESS;
        };
    }

    /** What to sort a key column by, so that PostgreSQL's order is that of {@link KeyOrder}. */
    static String order(PgType type, String quotedName) {
        if (type instanceof PgType.ArrayOf) {
            return joined(quotedName) + " COLLATE \"C\"";
        }
        if (type instanceof PgType.Scalar scalar) {
            return switch (scalar.base()) {
                case TEXT, VARCHAR -> quotedName + " COLLATE \"C\"";
                case INET -> ADDRESS.select(quotedName) + " COLLATE \"C\"";
                case CHAR, JSON, JSONB -> quotedName + "::text COLLATE \"C\"";
                case BOOLEAN,
                        SMALLINT,
                        INTEGER,
                        BIGINT,
                        NUMERIC,
                        REAL,
                        DOUBLE_PRECISION,
                        BYTEA,
                        DATE,
                        TIME,
                        TIMESTAMP,
                        TIMESTAMPTZ,
                        INTERVAL,
                        BIT,
                        VARBIT,
                        UUID -> quotedName;
            };
        }
        return quotedName + "::text COLLATE \"C\"";
    }

    /** A condition that the column has the value given as text. */
    static String matches(PgType type, String quotedName, String text) {
        return type instanceof PgType.ArrayOf
                ? joined(quotedName) + " = " + text
                : quotedName + " = " + text + "::" + type.sql();
    }

    private static String joined(String quotedName) {
        return "array_to_string(" + quotedName + ", ',')";
    }

    private static ColumnReader temporal(ColumnReader.Parse parse) {
        return ColumnReader.parsed("%s::text", parse, text -> text);
    }

    private static Object bool(ResultSet row, int index) throws SQLException {
        boolean value = row.getBoolean(index);
        return row.wasNull() ? null : (Object) value;
    }

    private static Object numeric(ResultSet row, int index) throws SQLException {
        String text = row.getString(index);
        if (text == null) {
            return null;
        }
        // NaN and the infinities stay text.
        return text.endsWith("N") || text.endsWith("y") ? text : new BigDecimal(text);
    }

    private static Object real(ResultSet row, int index) throws SQLException {
        float value = row.getFloat(index);
        return row.wasNull() ? null : (Object) value;
    }

    private static Object array(ResultSet row, int index) throws SQLException {
        Array array = row.getArray(index);
        return array == null ? null : Arrays.asList((Object[]) array.getArray());
    }
}
