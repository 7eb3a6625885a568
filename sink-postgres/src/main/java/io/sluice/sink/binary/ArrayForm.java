package io.sluice.sink.binary;

import io.sluice.sink.text.ListEncoder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One-dimensional arrays of built-in types: the number of dimensions, the elements' type, their number, and each as a
 * field.
 */
final class ArrayForm {

    /** The object ids of {@code pg_type}, which never change. */
    private static final Map<String, Integer> OIDS = Map.ofEntries(
            Map.entry("boolean", 16),
            Map.entry("bytea", 17),
            Map.entry("bigint", 20),
            Map.entry("smallint", 21),
            Map.entry("integer", 23),
            Map.entry("text", 25),
            Map.entry("real", 700),
            Map.entry("double precision", 701),
            Map.entry("character varying", 1043),
            Map.entry("date", 1082),
            Map.entry("time without time zone", 1083),
            Map.entry("timestamp without time zone", 1114),
            Map.entry("timestamp with time zone", 1184),
            Map.entry("numeric", 1700),
            Map.entry("uuid", 2950),
            Map.entry("jsonb", 3802));

    private static final String SUFFIX = "[]";
    private static final int ONE_DIMENSION = 1;
    private static final int FIRST_INDEX = 1;

    private ArrayForm() {}

    static Optional<BinaryEncoder> of(ListEncoder list, String type) {
        if (!type.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String elementType = type.substring(0, type.length() - SUFFIX.length());
        Integer oid = OIDS.get(elementType);
        return oid == null
                ? Optional.empty()
                : BinaryForms.find(list.element(), elementType).map(element -> of(element, oid));
    }

    private static BinaryEncoder of(BinaryEncoder element, int oid) {
        return (value, out) -> {
            List<?> items = (List<?>) value;
            out.putInt(items.isEmpty() ? 0 : ONE_DIMENSION);
            out.putInt(items.stream().anyMatch(Objects::isNull) ? 1 : 0);
            out.putInt(oid);
            if (!items.isEmpty()) {
                out.putInt(items.size());
                out.putInt(FIRST_INDEX);
                items.forEach(item -> out.field(element, item));
            }
        };
    }
}
