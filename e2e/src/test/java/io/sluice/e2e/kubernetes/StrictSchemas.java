package io.sluice.e2e.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds that have no Java types: JSON schemas of as much of their documentation as the manifests use. */
final class StrictSchemas {

    private static final Map<String, JsonSchema> SCHEMAS = Stream.of(
                    "postgresql.cnpg.io/v1/Cluster",
                    "postgresql.cnpg.io/v1/ScheduledBackup",
                    "barmancloud.cnpg.io/v1/ObjectStore",
                    "monitoring.coreos.com/v1/PodMonitor",
                    "keda.sh/v1alpha1/ScaledObject",
                    "keda.sh/v1alpha1/TriggerAuthentication")
            .collect(Collectors.toUnmodifiableMap(kind -> kind, StrictSchemas::schema));

    private StrictSchemas() {}

    static List<String> complaints(JsonNode object) {
        return SCHEMAS.get(StrictTypes.kind(object)).validate(object).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    static boolean knows(JsonNode object) {
        return SCHEMAS.containsKey(StrictTypes.kind(object));
    }

    private static JsonSchema schema(String kind) {
        String file = kind.substring(kind.lastIndexOf('/') + 1) + ".schema.json";
        InputStream text = StrictSchemas.class.getResourceAsStream(file);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    }
}
