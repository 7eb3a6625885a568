package io.sluice.connect.avro;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.core.wire.SchemaProperties;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Reads the values of one key column, as {@link AvroConverter} would have them of the same column in a value. */
@FunctionalInterface
interface KeyValueReader {

    Pattern BITS = Pattern.compile("bit\\((\\d+)\\)");

    /** What the JSON says, as text. */
    KeyValueReader TEXT = KeyValueReader::text;

    /** Reads the value at which the parser stands, up to its last token. */
    Object read(JsonParser in) throws IOException;

    static KeyValueReader of(Schema schema) {
        return switch (schema.type()) {
            case BOOLEAN -> JsonParser::getBooleanValue;
            case INT32 -> integer(schema);
            case INT64 -> JsonParser::getLongValue;
            case FLOAT32 -> in -> (float) in.getDoubleValue();
            case FLOAT64 -> JsonParser::getDoubleValue;
            case STRING -> string(schema);
            case BYTES -> bytes(schema);
            case ARRAY -> array(of(schema.valueSchema()));
            case INT8, INT16, MAP, STRUCT -> throw new DataException("No key has a column of type " + schema.type());
        };
    }

    private static KeyValueReader integer(Schema schema) {
        return Date.LOGICAL_NAME.equals(schema.name())
                ? in -> Date.toLogical(schema, in.getIntValue())
                : JsonParser::getIntValue;
    }

    /** Bits come without their leading zeros. */
    private static KeyValueReader string(Schema schema) {
        String type = schema.parameters() == null ? "" : schema.parameters().getOrDefault(SchemaProperties.TYPE, "");
        Matcher bits = BITS.matcher(type);
        if (!bits.matches()) {
            return JsonParser::getText;
        }
        int length = Integer.parseInt(bits.group(1));
        return in -> "0".repeat(Math.max(0, length - in.getTextLength())) + in.getText();
    }

    private static KeyValueReader bytes(Schema schema) {
        if (!Decimal.LOGICAL_NAME.equals(schema.name())) {
            return JsonParser::getBinaryValue;
        }
        int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
        return in -> in.getDecimalValue().setScale(scale);
    }

    private static KeyValueReader array(KeyValueReader element) {
        return in -> {
            List<Object> items = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                items.add(element.read(in));
            }
            return items;
        };
    }

    private static String text(JsonParser in) throws IOException {
        if (!in.currentToken().isStructStart()) {
            return in.getText();
        }
        List<String> items = new ArrayList<>();
        while (!in.nextToken().isStructEnd()) {
            items.add(text(in));
        }
        return items.toString();
    }
}
