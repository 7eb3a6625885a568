package io.sluice.transformer.decode;

import io.sluice.core.wire.SchemaProperties;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** The properties of a Connect schema that our converter keeps in an Avro schema. */
final class ConnectSchema {

    private static final String PARAMETERS = "connect.parameters";

    private ConnectSchema() {}

    /** The schema itself, or the branch of a nullable union that is not null. */
    static Schema notNull(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow(() -> new UndecodableRecordException("a union holds nothing but null: " + schema));
    }

    /** A parameter of a Connect schema. */
    static Optional<String> parameter(Schema schema, String name) {
        return schema.getObjectProp(PARAMETERS) instanceof Map<?, ?> parameters
                ? Optional.ofNullable(parameters.get(name)).map(Object::toString)
                : Optional.empty();
    }

    /** The field's name in MySQL. */
    static String name(Schema.Field field) {
        String real = field.getProp(SchemaProperties.NAME);
        return real == null ? field.name() : real;
    }

    /** Digits after the point, if the schema holds decimals. */
    static Optional<Integer> decimalScale(Schema schema) {
        if (!"decimal".equals(schema.getProp("logicalType"))) {
            return Optional.empty();
        }
        return Optional.of(schema.getObjectProp("scale") instanceof Number scale ? scale.intValue() : 0);
    }
}
