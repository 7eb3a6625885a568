package io.sluice.control.status;

import io.sluice.control.letter.OpenCount;
import io.sluice.core.letter.ReasonClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Puts the open letters of a table's topics together. */
final class LetterReasons {

    /** Of one table; more are counted together. */
    private static final int REASONS_MAX = 20;

    private static final Reason OTHERS = new Reason(ReasonClass.OTHER, "other reasons");

    private record Reason(ReasonClass kind, String text) {}

    private LetterReasons() {}

    /**
     * By table, the most frequent first; a letter of the transformer and one of the sink that have the same reason count
     * together.
     *
     * @param open the most frequent first
     * @param tables the table of a topic by its name in MySQL, or the topic
     */
    static List<LetterReason> of(List<OpenCount> open, Function<String, String> tables) {
        Map<String, Map<Reason, Long>> byTable = new TreeMap<>();
        for (OpenCount letters : open) {
            Map<Reason, Long> counts = byTable.computeIfAbsent(tables.apply(letters.topic()), table -> new HashMap<>());
            Reason reason = new Reason(letters.kind(), letters.reason());
            boolean counted = counts.containsKey(reason) || counts.size() < REASONS_MAX;
            counts.merge(counted ? reason : OTHERS, letters.count(), Long::sum);
        }
        List<LetterReason> all = new ArrayList<>();
        byTable.forEach((table, counts) -> counts.entrySet().stream()
                .sorted(Map.Entry.<Reason, Long>comparingByValue().reversed().thenComparing(entry -> entry.getKey()
                        .text()))
                .forEach(entry -> all.add(new LetterReason(
                        table, entry.getKey().kind(), entry.getKey().text(), entry.getValue()))));
        return all;
    }
}
