package io.sluice.transformer;

import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.SchemaRegistryException;
import io.sluice.core.wire.SchemaRegistryException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A registry that forgets everything with the test. */
public final class InMemorySchemaRegistry implements SchemaRegistry {

    private final List<Schema> schemas = new ArrayList<>();
    private boolean refuses;

    /** Refuses to give out schemas from now on. */
    synchronized void refuse() {
        refuses = true;
    }

    @Override
    public synchronized int register(String subject, Schema schema) {
        int known = schemas.indexOf(schema);
        if (known >= 0) {
            return known + 1;
        }
        schemas.add(schema);
        return schemas.size();
    }

    @Override
    public synchronized Schema schema(int id) {
        if (refuses) {
            throw new SchemaRegistryException(Kind.REFUSES, "401", null);
        }
        if (id < 1 || id > schemas.size()) {
            throw new SchemaRegistryException(Kind.NO_SUCH_SCHEMA, "there is no schema " + id, null);
        }
        return schemas.get(id - 1);
    }
}
