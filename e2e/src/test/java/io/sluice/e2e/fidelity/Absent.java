package io.sluice.e2e.fidelity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a file leaves out counts as empty; what it has keeps its order. */
final class Absent {

    private Absent() {}

    static String none(String text) {
        return text == null ? "" : text;
    }

    static <T> List<T> none(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    static <K, V> Map<K, V> none(Map<K, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
