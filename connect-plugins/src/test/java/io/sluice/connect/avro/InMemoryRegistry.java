package io.sluice.connect.avro;

import io.sluice.core.wire.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Keeps schemas as text, as a registry does, so that what is only in the Java objects is lost here too. */
final class InMemoryRegistry implements SchemaRegistry {

    final List<String> subjects = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    @Override
    public int register(String subject, Schema schema) {
        subjects.add(subject);
        String text = schema.toString();
        if (!texts.contains(text)) {
            texts.add(text);
        }
        return texts.indexOf(text);
    }

    @Override
    public Schema schema(int id) {
        // The strict parser: what we register must be legal for everybody.
        return new Schema.Parser().parse(texts.get(id));
    }
}
