package io.sluice.schema.value;

import static io.sluice.schema.value.ColumnReader.plain;

import io.sluice.core.type.DateTimeText;
import io.sluice.core.type.ImpossibleDateText;
import io.sluice.core.type.MySqlType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;

/**
 * Reads MySQL's values over JDBC into the form in which Debezium encodes them, so that the same table mapping applies to
 * them.
 *
 * <p>Dates and times are read as MySQL's own text: the driver's classes for them know neither zero dates nor times beyond
 * a day. FLOAT is read as DOUBLE, since MySQL prints it with six digits only; the cast also drops the fixed number of
 * digits of DOUBLE(M,D).
 */
public final class SourceValues {

    private static final Schema GEOMETRY = SchemaBuilder.record("Geometry")
            .namespace("io.debezium.data.geometry")
            .fields()
            .requiredBytes("wkb")
            .optionalInt("srid")
            .endRecord();
    private static final int SRID_BYTES = 4;

    /** The binary log has no other form for 0000-00-00 00:00:00. */
    private static final String ZERO_TIMESTAMP = "1970-01-01T00:00:00Z";

    private static final int MILLIS_DIGITS = 3;

    private static final ColumnReader INTEGER = plain(ColumnReader::integer);
    private static final ColumnReader LONG = plain(ColumnReader::bigint);
    private static final ColumnReader OWN_TEXT = plain(ColumnReader::text);
    private static final ColumnReader BYTES = plain(ColumnReader::bytes);

    private SourceValues() {}

    /** Gives a session the settings that reading depends on, whatever it came with. To be called before anything is read. */
    public static void prepare(Connection mysql) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            // PAD_CHAR_TO_FULL_LENGTH would add blanks that the binary log does not have. Text comes as it is stored:
            // MySQL would put a question mark for what is none.
            statement.execute("SET SESSION time_zone = '+00:00', character_set_results = NULL,"
                    + " sql_mode = REPLACE(@@sql_mode, 'PAD_CHAR_TO_FULL_LENGTH', '')");
        }
    }

    /**
     * Reads columns of the type over a session that is {@linkplain #prepare prepared}. Dates that no calendar has are read as
     * what stands for them on the raw topics.
     *
     * @param texts reads columns whose bytes are text in a character set of their own
     */
    public static ColumnReader reader(MySqlType type, ColumnReader texts) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT -> INTEGER;
            case INT -> type.unsigned() ? LONG : INTEGER;
            case BIGINT -> type.unsigned() ? plain(SourceValues::decimal) : LONG;
            case DECIMAL -> plain(SourceValues::decimal);
            case FLOAT -> new ColumnReader("CAST(%s AS DOUBLE)", SourceValues::real);
            case DOUBLE -> new ColumnReader("CAST(%s AS DOUBLE)", ColumnReader::doublePrecision);
            case BIT -> plain(type.length().orElse(1) == 1 ? SourceValues::bit : SourceValues::bits);
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, ENUM, SET -> texts;
            case JSON, OTHER -> OWN_TEXT;
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> BYTES;
            case DATE -> temporal(DateTimeText::days, text -> (int) ImpossibleDateText.days(text));
            case TIME -> temporal(DateTimeText::duration, text -> text);
            case DATETIME ->
                type.length().orElse(0) <= MILLIS_DIGITS
                        ? temporal(
                                text -> DateTimeText.micros(text) / 1000,
                                text -> ImpossibleDateText.micros(text) / 1000)
                        : temporal(DateTimeText::micros, ImpossibleDateText::micros);
            case TIMESTAMP -> temporal(SourceValues::utc, text -> ZERO_TIMESTAMP);
            case YEAR -> new ColumnReader("CAST(%s AS SIGNED)", ColumnReader::integer);
            case GEOMETRY -> plain(SourceValues::geometry);
            case VECTOR -> plain(SourceValues::vector);
        };
    }

    /** @param otherwise what a date that no calendar has is sent as */
    private static ColumnReader temporal(ColumnReader.Parse parse, Function<String, Object> otherwise) {
        return ColumnReader.parsed("CAST(%s AS CHAR)", parse, otherwise);
    }

    private static String utc(String text) {
        if (text.startsWith("0000-00-00")) {
            throw new DateTimeException(text);
        }
        return text.substring(0, 10) + "T" + text.substring(11) + "Z";
    }

    private static Object decimal(ResultSet row, int index) throws SQLException {
        String text = row.getString(index);
        return text == null ? null : new BigDecimal(text);
    }

    private static Object real(ResultSet row, int index) throws SQLException {
        double value = row.getDouble(index);
        return row.wasNull() ? null : (Object) (float) value;
    }

    private static Object bit(ResultSet row, int index) throws SQLException {
        byte[] bits = row.getBytes(index);
        return bits == null ? null : (Object) (bits[bits.length - 1] != 0);
    }

    private static Object bits(ResultSet row, int index) throws SQLException {
        byte[] bits = row.getBytes(index);
        if (bits == null) {
            return null;
        }
        byte[] littleEndian = new byte[bits.length];
        for (int i = 0; i < bits.length; i++) {
            littleEndian[i] = bits[bits.length - 1 - i];
        }
        return ByteBuffer.wrap(littleEndian);
    }

    /** MySQL stores a geometry as its SRID, little-endian, and then its well-known binary form. */
    private static Object geometry(ResultSet row, int index) throws SQLException {
        byte[] bytes = row.getBytes(index);
        if (bytes == null) {
            return null;
        }
        ByteBuffer stored = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        GenericData.Record geometry = new GenericData.Record(GEOMETRY);
        geometry.put(
                "srid", Optional.of(stored.getInt()).filter(srid -> srid != 0).orElse(null));
        geometry.put(
                "wkb",
                ByteBuffer.wrap(bytes, SRID_BYTES, bytes.length - SRID_BYTES).slice());
        return geometry;
    }

    private static Object vector(ResultSet row, int index) throws SQLException {
        byte[] bytes = row.getBytes(index);
        if (bytes == null) {
            return null;
        }
        ByteBuffer stored = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Float> vector = new ArrayList<>(bytes.length / Float.BYTES);
        while (stored.remaining() >= Float.BYTES) {
            vector.add(stored.getFloat());
        }
        return vector;
    }
}
