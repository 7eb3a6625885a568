package io.sluice.transformer.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.ddl.DroppedPart;
import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that are not what the connector writes have a sentence, and nothing else. */
class SchemaStatementDecoderTest {

    private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type": "record", "name": "SchemaChange", "namespace": "sluice", "fields": [
              {"name": "source", "type": {"type": "record", "name": "Source", "fields": [
                {"name": "db", "type": ["null", "string"]}, {"name": "table", "type": ["null", "string"]},
                {"name": "gtid", "type": ["null", "string"]}, {"name": "file", "type": ["null", "string"]},
                {"name": "pos", "type": ["null", "long"]}, {"name": "ts_ms", "type": ["null", "long"]},
                {"name": "ts_us", "type": ["null", "long"]}]}},
              {"name": "statement", "type": ["null", "string"]}, {"name": "action", "type": ["null", "string"]},
              {"name": "other_database", "type": ["null", "string"]}, {"name": "other_table", "type": ["null", "string"]},
              {"name": "before", "type": ["null", {"type": "record", "name": "Table", "fields": [
                {"name": "columns", "type": ["null", {"type": "array", "items": {"type": "record", "name": "Column", "fields": [
                  {"name": "name", "type": "string"}, {"name": "former_name", "type": ["null", "string"]},
                  {"name": "type", "type": "string"}, {"name": "nullable", "type": ["null", "boolean"]},
                  {"name": "default_kind", "type": "string"}, {"name": "default", "type": "string"},
                  {"name": "origin", "type": "string"}, {"name": "on_update", "type": ["null", "string"]},
                  {"name": "charset", "type": ["null", "string"]}, {"name": "comment", "type": ["null", "string"]}]}}]},
                {"name": "key", "type": {"type": "array", "items": "string"}},
                {"name": "comment", "type": ["null", "string"]}]}]},
              {"name": "after", "type": ["null", "Table"]},
              {"name": "evidence", "type": ["null", "string"]}, {"name": "rows", "type": ["null", "string"]},
              {"name": "dropped", "type": {"type": "array", "items": {"type": "record", "name": "DroppedPart", "fields": [
                {"name": "kind", "type": "string"}, {"name": "name", "type": "string"}]}}},
              {"name": "keys", "type": ["null", "string"]}]}""");

    private static GenericRecord statement() {
        GenericRecord record = new GenericData.Record(SCHEMA);
        GenericRecord source = new GenericData.Record(SCHEMA.getField("source").schema());
        fill(source, "db", "shop", "table", "item", "gtid", "u:7", "file", "binlog.000001", "pos", 157L);
        fill(source, "ts_ms", 1_700_000_000_123L, "ts_us", 1_700_000_000_123_456L);
        fill(record, "source", source, "statement", "ALTER TABLE item ADD v INT", "action", "ALTER");
        fill(record, "before", table("id"), "after", table("id", "v"), "evidence", "STATEMENT", "rows", "KEPT");
        fill(record, "keys", "CHANGED");
        GenericRecord dropped =
                new GenericData.Record(SCHEMA.getField("dropped").schema().getElementType());
        fill(dropped, "kind", "INDEX", "name", "i");
        record.put("dropped", List.of(dropped));
        return record;
    }

    private static GenericRecord table(String... columns) {
        Schema schema = SCHEMA.getField("before").schema().getTypes().get(1);
        Schema column = schema.getField("columns").schema().getTypes().get(1).getElementType();
        GenericRecord table = new GenericData.Record(schema);
        table.put("key", List.of("id"));
        table.put(
                "columns",
                Arrays.stream(columns).map(name -> column(column, name)).toList());
        return table;
    }

    private static GenericRecord column(Schema schema, String name) {
        GenericRecord column = new GenericData.Record(schema);
        fill(column, "name", name, "type", "INT", "nullable", false, "default_kind", "NONE", "default", "");
        column.put("origin", "WRITTEN");
        return column;
    }

    private static void fill(GenericRecord record, Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            record.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private static byte[] bytes(GenericRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(WireFormat.header(7));
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static DecodedStatement decoded(Consumer<GenericRecord> change) throws IOException {
        GenericRecord record = statement();
        change.accept(record);
        return SchemaStatementDecoder.decode(SCHEMA, bytes(record));
    }

    @Test
    void whatTheConnectorWritesIsRead() throws IOException {
        assertThat(SchemaStatementDecoder.reads(SCHEMA)).isTrue();
        DecodedStatement decoded = decoded(record -> {});
        SchemaStatement statement = decoded.statement();
        assertThat(statement.table()).hasToString("shop.item");
        assertThat(statement.after().orElseThrow().columns()).hasSize(2);
        assertThat(statement.dropped()).containsExactly(new DroppedPart(DroppedPart.Kind.INDEX, "i"));
        assertThat(statement.keys()).isEqualTo(SchemaStatement.Keys.CHANGED);
        assertThat(decoded.origin().position()).hasToString("binlog.000001:157:0@u:7");
    }

    @ParameterizedTest
    @CsvSource({"statement", "action", "before", "after", "evidence", "rows"})
    void whatIsMissingIsRefused(String field) {
        assertRefused(record -> record.put(field, null));
    }

    @ParameterizedTest
    @CsvSource({"action, SHRINK", "evidence, HEARSAY", "rows, FLOWN"})
    void whatNobodyKnowsIsRefused(String field, String value) {
        assertRefused(record -> record.put(field, value));
    }

    @ParameterizedTest
    @CsvSource({"db", "table", "file", "pos"})
    void aPlaceThatIsMissingIsRefused(String field) {
        assertRefused(record -> ((GenericRecord) record.get("source")).put(field, null));
    }

    @Test
    void aTableWithoutColumnsIsRefused() {
        assertRefused(record -> ((GenericRecord) record.get("after")).put("columns", null));
        assertRefused(record -> ((GenericRecord) record.get("after")).put("key", List.of("gone")));
    }

    @Test
    void bytesThatEndTooEarlyAreRefused() throws IOException {
        byte[] whole = bytes(statement());
        for (int length = WireFormat.HEADER_BYTES; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SchemaStatementDecoder.decode(SCHEMA, part))
                    .as("%d bytes", length)
                    .isInstanceOf(UndecodableRecordException.class);
        }
    }

    private static void assertRefused(Consumer<GenericRecord> change) {
        assertThatThrownBy(() -> decoded(change)).isInstanceOf(UndecodableRecordException.class);
    }
}
