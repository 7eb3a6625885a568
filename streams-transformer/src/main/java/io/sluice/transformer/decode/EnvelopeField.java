package io.sluice.transformer.decode;

import java.io.IOException;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;

/** Reads one field of the envelope, or skips it. */
@FunctionalInterface
interface EnvelopeField {

    void read(BinaryDecoder in, Envelope envelope) throws IOException;

    static EnvelopeField of(Schema.Field field) {
        Schema schema = field.schema();
        return switch (field.name()) {
            case "before" -> storing(image(schema), (envelope, value) -> envelope.before = (Object[]) value);
            case "after" -> storing(image(schema), (envelope, value) -> envelope.after = (Object[]) value);
            case "op" -> repeated(schema, (envelope, value) -> envelope.operation = value);
            case "ts_ms" -> number(schema, (envelope, value) -> envelope.envelopeMillis = value);
            case "source" -> source(schema);
            default -> skipped(schema);
        };
    }

    private static EnvelopeField source(Schema schema) {
        EnvelopeField[] fields =
                schema.getFields().stream().map(EnvelopeField::ofSource).toArray(EnvelopeField[]::new);
        return (in, envelope) -> {
            for (EnvelopeField field : fields) {
                field.read(in, envelope);
            }
        };
    }

    private static EnvelopeField ofSource(Schema.Field field) {
        Schema schema = field.schema();
        return switch (field.name()) {
            case "db" -> repeated(schema, (envelope, value) -> envelope.database = value);
            case "table" -> repeated(schema, (envelope, value) -> envelope.table = value);
            case "gtid" -> text(schema, (envelope, value) -> envelope.gtid = value);
            case "file" -> repeated(schema, (envelope, value) -> envelope.file = value);
            case "pos" -> number(schema, (envelope, value) -> envelope.position = value);
            case "row" -> storing(AvroReader.of(schema), (envelope, value) -> envelope.row = (Integer) value);
            case "ts_ms" -> number(schema, (envelope, value) -> envelope.commitMillis = value);
            case "ts_us" -> number(schema, (envelope, value) -> envelope.commitMicros = value);
            default -> skipped(schema);
        };
    }

    private static EnvelopeField text(Schema schema, BiConsumer<Envelope, String> target) {
        return storing(AvroReader.of(schema), (envelope, value) -> target.accept(envelope, (String) value));
    }

    /** A text that is usually the same in successive records. */
    private static EnvelopeField repeated(Schema schema, BiConsumer<Envelope, String> target) {
        return storing(AvroReader.repeating(schema), (envelope, value) -> target.accept(envelope, (String) value));
    }

    private static EnvelopeField number(Schema schema, BiConsumer<Envelope, Long> target) {
        return storing(AvroReader.of(schema), (envelope, value) -> target.accept(envelope, (Long) value));
    }

    private static EnvelopeField storing(AvroReader reader, BiConsumer<Envelope, Object> target) {
        return (in, envelope) -> target.accept(envelope, reader.read(in));
    }

    private static EnvelopeField skipped(Schema schema) {
        AvroReader reader = AvroReader.skipping(schema);
        return (in, envelope) -> reader.read(in);
    }

    /** A row image; absent if the operation has none. */
    private static AvroReader image(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return AvroReader.row(schema);
        }
        AvroReader[] branches = schema.getTypes().stream()
                .map(branch -> branch.getType() == Schema.Type.NULL ? AvroReader.of(branch) : AvroReader.row(branch))
                .toArray(AvroReader[]::new);
        return in -> branches[in.readIndex()].read(in);
    }
}
