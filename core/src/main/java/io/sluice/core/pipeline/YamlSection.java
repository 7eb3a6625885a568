package io.sluice.core.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping in a YAML file whose keys are asked for one by one, so that {@link #rejectOthers()} knows which ones nobody
 * asked for. Every complaint names file, line and what would be right.
 */
final class YamlSection {

    private final String file;
    private final String path;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    /** @param path the keys that lead here, joined by dots; empty for the top of the file */
    YamlSection(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw complaint(node, described() + " holds keys and values, one 'key: value' a line");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            if (values.put(key, tuple.getValueNode()) != null) {
                throw complaint(tuple.getKeyNode(), "'" + key + "' is there twice; remove one");
            }
            keys.put(key, tuple.getKeyNode());
        }
    }

    Optional<String> text(String key) {
        return find(key).map(value -> {
            if (!(value instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
                throw complaint(value, "'" + full(key) + "' needs a single value, such as '" + key + ": something'");
            }
            return scalar.getValue();
        });
    }

    /** A value that is read as it is written: {@code null} and {@code true} are words like others. */
    Optional<String> word(String key) {
        return find(key).map(value -> {
            if (!(value instanceof ScalarNode scalar)) {
                throw complaint(value, "'" + full(key) + "' needs a single value, such as '" + key + ": something'");
            }
            return scalar.getValue();
        });
    }

    String requiredText(String key, String example) {
        return text(key).orElseThrow(() -> missing(key, example));
    }

    Optional<Long> positiveNumber(String key) {
        return text(key).map(value -> {
            if (!value.matches("[1-9]\\d{0,17}")) {
                throw complaint(
                        values.get(key), "'" + full(key) + "' is a whole number above 0, unlike '" + value + "'");
            }
            return Long.valueOf(value);
        });
    }

    /** A whole number with its unit: {@code 90s}, {@code 30m}, {@code 12h} or {@code 7d}. */
    Optional<Duration> duration(String key) {
        return text(key).map(value -> {
            if (!value.matches("[1-9]\\d{0,7}[smhd]")) {
                throw complaint(
                        values.get(key),
                        "'" + full(key) + "' is a time such as '90s', '30m', '12h' or '7d', unlike '" + value + "'");
            }
            long number = Long.parseLong(value.substring(0, value.length() - 1));
            return switch (value.charAt(value.length() - 1)) {
                case 's' -> Duration.ofSeconds(number);
                case 'm' -> Duration.ofMinutes(number);
                case 'h' -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        });
    }

    List<String> texts(String key) {
        return find(key).map(value -> list(key, value)).orElse(List.of());
    }

    Map<String, String> textsByName(String key) {
        Map<String, String> result = new LinkedHashMap<>();
        section(key).ifPresent(section -> section.values.keySet().forEach(name -> section.text(name)
                .ifPresent(value -> result.put(name, value))));
        return result;
    }

    Optional<YamlSection> section(String key) {
        return find(key).map(value -> new YamlSection(file, full(key), value));
    }

    YamlSection requiredSection(String key, String example) {
        return section(key).orElseThrow(() -> missing(key, example));
    }

    List<YamlSection> sections(String key) {
        return find(key)
                .map(value -> sequence(key, value).stream()
                        .map(item -> new YamlSection(file, full(key), item))
                        .toList())
                .orElse(List.of());
    }

    /** Complains of the first key that nobody asked for. */
    void rejectOthers() {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!asked.contains(key.getKey())) {
                throw complaint(
                        key.getValue(), "unknown key '" + full(key.getKey()) + "'; " + suggestion(key.getKey()));
            }
        }
    }

    /** A complaint about the value of a key that is there. */
    PipelineException wrong(String key, String message) {
        return complaint(values.getOrDefault(key, node), message);
    }

    PipelineException missing(String key, String example) {
        return complaint(node, described() + " needs '" + key + "', such as '" + example + "'");
    }

    private Optional<Node> find(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key));
    }

    private List<String> list(String key, Node value) {
        List<String> items = new ArrayList<>();
        for (Node item : sequence(key, value)) {
            if (!(item instanceof ScalarNode scalar)) {
                throw complaint(item, "'" + full(key) + "' is a list of plain values, such as '[one, two]'");
            }
            items.add(scalar.getValue());
        }
        return items;
    }

    private List<Node> sequence(String key, Node value) {
        if (!(value instanceof SequenceNode sequence)) {
            throw complaint(value, "'" + full(key) + "' is a list, such as '[one, two]' or lines that start with '- '");
        }
        return sequence.getValue();
    }

    private String suggestion(String unknown) {
        String nearest = asked.stream()
                .min(Comparator.comparingInt(name -> editDistance(name, unknown)))
                .orElse("");
        return editDistance(nearest, unknown) <= Math.max(2, unknown.length() / 3)
                ? "did you mean '" + nearest + "'?"
                : "known here are " + String.join(", ", asked);
    }

    private PipelineException complaint(Node place, String message) {
        int line = place.getStartMark().map(Mark::getLine).orElse(0) + 1;
        return new PipelineException(file + ":" + line + ": " + message);
    }

    private String described() {
        return path.isEmpty() ? "the pipeline" : "'" + path + "'";
    }

    private String full(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Levenshtein's distance, by the textbook's two-row dynamic programme. */
    private static int editDistance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
