package io.sluice.transformer;

import io.sluice.core.wire.Topics;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The raw topics of a pipeline, divided into patterns of which exactly one matches each topic. For each pattern Streams
 * makes as many tasks as its largest topic has partitions. With a single pattern, all tables with one partition would
 * share one task, and so one thread.
 */
record RawTopics(Topics topics) {

    static final int PATTERNS = 4;

    /** A topic belongs to the pattern of its length. */
    List<Pattern> patterns() {
        return IntStream.range(0, PATTERNS).mapToObj(this::pattern).toList();
    }

    private Pattern pattern(int remainder) {
        String prefix = Pattern.quote(topics.rawPrefix());
        String tables = "(?:.{" + PATTERNS + "})" + (remainder == 0 ? "+" : "*") + ".{" + remainder + "}";
        return Pattern.compile(prefix + tables);
    }
}
