package io.sluice.transformer.decode;

import io.sluice.core.ddl.ColumnStructure;
import io.sluice.core.ddl.ColumnStructure.Default;
import io.sluice.core.ddl.ColumnStructure.DefaultKind;
import io.sluice.core.ddl.DroppedPart;
import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.ddl.TableStructure;
import io.sluice.core.model.ChangeEvent;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.SchemaStatementFields;
import io.sluice.core.wire.WireFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Reads the records by which our connector tells of schema changes. They are few, so nothing is compiled. */
public final class SchemaStatementDecoder {

    private SchemaStatementDecoder() {}

    /** Whether records with this schema tell of schema changes. */
    public static boolean reads(Schema schema) {
        return schema.getType() == Schema.Type.RECORD && schema.getFullName().equals(SchemaStatementFields.RECORD);
    }

    /**
     * @param schema one that {@link #reads} accepts
     * @param record with the header of the wire format
     * @throws UndecodableRecordException if the bytes are not what the schema says, or not what the connector writes
     */
    public static DecodedStatement decode(Schema schema, byte[] record) {
        try {
            GenericRecord value = (GenericRecord) AvroReader.of(schema)
                    .read(DecoderFactory.get()
                            .binaryDecoder(
                                    record, WireFormat.HEADER_BYTES, record.length - WireFormat.HEADER_BYTES, null));
            GenericRecord source = (GenericRecord) value.get("source");
            return new DecodedStatement(statement(value, source), origin(source));
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | NullPointerException
                | ClassCastException e) {
            throw new UndecodableRecordException("the schema change does not fit its schema: " + e, e);
        }
    }

    private static SchemaStatement statement(GenericRecord value, GenericRecord source) {
        TableId table = new TableId(text(source, "db"), text(source, "table"));
        Optional<TableId> other =
                optional(value, "other_table").map(name -> new TableId(text(value, "other_database"), name));
        return new SchemaStatement(
                text(value, "statement"),
                SchemaStatement.Action.valueOf(text(value, "action")),
                table,
                other,
                structure(value.get("before")),
                structure(value.get("after")),
                SchemaStatement.Evidence.valueOf(text(value, "evidence")),
                SchemaStatement.Rows.valueOf(text(value, "rows")),
                records(value, "dropped").stream()
                        .map(part -> new DroppedPart(DroppedPart.Kind.valueOf(text(part, "kind")), text(part, "name")))
                        .toList());
    }

    private static ChangeEvent.Origin origin(GenericRecord source) {
        Envelope envelope = new Envelope();
        envelope.gtid = optional(source, "gtid").orElse(null);
        envelope.file = text(source, "file");
        envelope.position = (Long) source.get("pos");
        envelope.commitMillis = (Long) source.get("ts_ms");
        envelope.commitMicros = (Long) source.get("ts_us");
        return envelope.origin();
    }

    private static Optional<TableStructure> structure(Object value) {
        if (!(value instanceof GenericRecord table)) {
            return Optional.empty();
        }
        return Optional.of(new TableStructure(
                records(table, "columns").stream()
                        .map(SchemaStatementDecoder::column)
                        .toList(),
                ((List<?>) table.get("key")).stream().map(Object::toString).toList(),
                optional(table, "comment")));
    }

    private static ColumnStructure column(GenericRecord column) {
        return new ColumnStructure(
                text(column, "name"),
                optional(column, "former_name"),
                text(column, "type"),
                (Boolean) column.get("nullable"),
                new Default(DefaultKind.valueOf(text(column, "default_kind")), text(column, "default")),
                ColumnStructure.Origin.valueOf(text(column, "origin")),
                optional(column, "on_update"),
                optional(column, "charset"),
                optional(column, "comment"));
    }

    private static List<GenericRecord> records(GenericRecord record, String field) {
        return ((List<?>) record.get(field))
                .stream().map(GenericRecord.class::cast).toList();
    }

    private static String text(GenericRecord record, String field) {
        return DebeziumDecoder.required(optional(record, field).orElse(null), field);
    }

    private static Optional<String> optional(GenericRecord record, String field) {
        return Optional.ofNullable(record.get(field)).map(Object::toString);
    }
}
