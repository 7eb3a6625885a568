package io.sluice.connect.avro;

import io.sluice.core.wire.AvroNames;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Gives out the names of the records in one schema, each once. The same names asked for in the same order always give
 * the same answers, so that a schema's text, and with it its id, does not change from one start to the next.
 */
final class RecordNames {

    private static final Set<String> PRIMITIVES =
            Arrays.stream(Schema.Type.values()).map(Schema.Type::getName).collect(Collectors.toSet());

    private final Set<String> taken = new HashSet<>();

    /** A legal full name; dots separate namespaces. */
    String take(String name) {
        String legal =
                Arrays.stream(name.split("\\.", -1)).map(AvroNames::legal).collect(Collectors.joining("."));
        return AvroNames.untaken(PRIMITIVES.contains(legal) ? legal + "_" : legal, taken);
    }
}
