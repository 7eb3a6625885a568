package io.sluice.connect.avro;

import io.sluice.core.wire.SchemaRegistry;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/**
 * The write plans of the schemas seen, and the ids they have under each topic. Schemas are looked up by identity first:
 * a connector passes the same object with every record of a table. Not thread-safe.
 */
final class RegisteredPlans {

    /**
     * More than a pipeline has tables. A transform that makes a schema per record would fill any cache: then it starts
     * anew, and the registry's client still knows what is registered.
     */
    private static final int SCHEMAS_MAX = 10_000;

    /** A plan, and the ids under which its schema is registered, by topic. */
    record Registered(WritePlan plan, Map<String, Integer> idsByTopic) {}

    private final SchemaRegistry registry;
    private final String subjectSuffix;
    private final IdentityHashMap<Schema, Registered> byIdentity = new IdentityHashMap<>();
    private final Map<Schema, Registered> byContent = new HashMap<>();

    RegisteredPlans(SchemaRegistry registry, String subjectSuffix) {
        this.registry = registry;
        this.subjectSuffix = subjectSuffix;
    }

    Registered of(Schema schema) {
        Registered known = byIdentity.get(schema);
        return known == null ? lookUp(schema) : known;
    }

    int id(Registered registered, String topic) {
        Integer known = registered.idsByTopic().get(topic);
        if (known != null) {
            return known;
        }
        int id = registry.register(topic + subjectSuffix, registered.plan().avro());
        registered.idsByTopic().put(topic, id);
        return id;
    }

    private Registered lookUp(Schema schema) {
        if (byIdentity.size() >= SCHEMAS_MAX) {
            byIdentity.clear();
            byContent.clear();
        }
        Schema content = schema.schema();
        Registered registered =
                byContent.computeIfAbsent(content, added -> new Registered(WritePlanner.plan(added), new HashMap<>()));
        byIdentity.put(schema, registered);
        return registered;
    }
}
