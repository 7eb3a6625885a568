package io.sluice.sink.change;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/**
 * The plans of the schemas seen. Found by the schemas' identity, since converters keep their schemas and comparing
 * them would cost more than the row; a converter that does not keep them just compiles more often. Not thread-safe.
 */
final class RowPlans {

    private static final int LIMIT = 2_000;

    private final TableNaming naming;
    private final Map<Schemas, RowPlan> plans = new HashMap<>();
    private Schemas last;
    private RowPlan lastPlan;

    RowPlans(TableNaming naming) {
        this.naming = naming;
    }

    /** Parameters as {@link RowPlanCompiler#compile}'s; the value's schema may name the table also for a delete. */
    RowPlan plan(String topic, Schema keySchema, Schema valueSchema) {
        if (last != null && last.areThese(topic, keySchema, valueSchema)) {
            return lastPlan;
        }
        Schemas schemas = new Schemas(topic, keySchema, valueSchema);
        RowPlan plan = plans.get(schemas);
        if (plan == null) {
            plan = RowPlanCompiler.compile(naming.of(topic, valueSchema, keySchema), keySchema, valueSchema);
            if (plans.size() >= LIMIT) {
                plans.clear();
            }
            plans.put(schemas, plan);
        }
        last = schemas;
        lastPlan = plan;
        return plan;
    }

    private record Schemas(String topic, Schema key, Schema value) {

        @SuppressWarnings("ReferenceEquality") // identity is the point, see above
        boolean areThese(String otherTopic, Schema otherKey, Schema otherValue) {
            return key == otherKey && value == otherValue && topic.equals(otherTopic);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Schemas schemas && areThese(schemas.topic, schemas.key, schemas.value);
        }

        @Override
        public int hashCode() {
            return (topic.hashCode() * 31 + System.identityHashCode(key)) * 31 + System.identityHashCode(value);
        }
    }
}
