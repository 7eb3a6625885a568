package io.sluice.core.type;

import io.sluice.core.policy.EnumEmpty;
import io.sluice.core.policy.Policy;
import io.sluice.core.type.UnmappableValueException.Remedy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Conversions of ENUM and SET. */
final class Labels {

    private Labels() {}

    /**
     * One of the labels. The load gives a label as it is, Debezium's stream with backslashes before commas and
     * backslashes; both arrive as the label.
     */
    static ValueConversion one(List<String> labels) {
        Map<String, String> spellings = new HashMap<>();
        for (String label : labels) {
            String escaped = label.replace("\\", "\\\\");
            spellings.putIfAbsent(escaped.replace(",", "\\,"), label);
            spellings.putIfAbsent(label.replace(",", "\\,"), label);
        }
        labels.forEach(label -> spellings.put(label, label));
        return value -> {
            String label = spellings.get(value.toString());
            if (label == null) {
                throw value.toString().isEmpty() ? empty(labels) : notAmong(value.toString(), labels);
            }
            return label;
        };
    }

    /**
     * Those of the members that a text joined by commas names, in definition order; no MySQL member holds a comma.
     * Where the members are not known, the text's own order is as good: MySQL prints a SET in definition order.
     */
    static ValueConversion set(List<String> members) {
        Map<String, Integer> positions = new HashMap<>();
        for (String member : members) {
            positions.put(member, positions.size());
        }
        return value -> {
            String text = value.toString();
            if (text.isEmpty()) {
                return List.of();
            }
            return members.isEmpty() ? List.of(text.split(",")) : ordered(text, members, positions);
        };
    }

    private static List<String> ordered(String text, List<String> members, Map<String, Integer> positions) {
        boolean[] present = new boolean[members.size()];
        for (String member : text.split(",", -1)) {
            Integer position = positions.get(member);
            if (position == null) {
                throw notAmong(member, members);
            }
            present[position] = true;
        }
        List<String> ordered = new ArrayList<>();
        for (int i = 0; i < present.length; i++) {
            if (present[i]) {
                ordered.add(members.get(i));
            }
        }
        return ordered;
    }

    /** What MySQL stores for a value that was none of the labels. */
    private static UnmappableValueException empty(List<String> labels) {
        return new UnmappableValueException(
                Policy.ENUM_EMPTY, "'' is not among the labels " + labels, choice -> switch ((EnumEmpty) choice) {
                    case DEAD_LETTER -> Remedy.setAside();
                    case NULL -> new Remedy.Instead(null);
                    case LABEL -> new Remedy.Instead("");
                    case FAIL -> Remedy.stop();
                });
    }

    private static UnmappableValueException notAmong(String value, List<String> labels) {
        return new UnmappableValueException("'" + value + "' is not among the labels " + labels);
    }
}
