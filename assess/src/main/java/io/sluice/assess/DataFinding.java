package io.sluice.assess;

import io.sluice.core.name.TableId;
import java.util.List;
import java.util.Optional;

/**
 * Values or rows that do not arrive as they are, or might not.
 *
 * @param topic its name in reports that programs read, such as {@code zero-dates}
 * @param object what it is about, by its name in MySQL
 * @param count how many were seen
 * @param seen the same in words, such as {@code 3 zero dates}
 * @param examples keys of some of the rows
 * @param consequence what becomes of them
 * @param action what to do
 */
public record DataFinding(
        String topic,
        TableId table,
        String object,
        Severity severity,
        long count,
        String seen,
        List<String> examples,
        String consequence,
        String action,
        Optional<PolicyProposal> proposal) {

    public DataFinding {
        examples = List.copyOf(examples);
    }

    /** {@code 3 zero dates (id=7, id=8, …)}. */
    public String counted() {
        return examples.isEmpty()
                ? seen
                : seen + " (" + String.join("; ", examples) + (count > examples.size() ? "; …" : "") + ")";
    }
}
