package io.sluice.e2e.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a scrape: a value with its name and labels. */
record MetricSample(String name, Map<String, String> labels, double value) {

    private static final Pattern LINE =
            Pattern.compile("(?<name>[a-zA-Z_:][\\w:]*)(?:\\{(?<labels>.*)})? (?<value>\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    MetricSample {
        labels = Map.copyOf(labels);
    }

    static MetricSample parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a line of Prometheus' text format: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        if (matcher.group("labels") != null) {
            Matcher label = LABEL.matcher(matcher.group("labels"));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return new MetricSample(matcher.group("name"), labels, Double.parseDouble(matcher.group("value")));
    }
}
