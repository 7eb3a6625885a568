package io.sluice.assess;

import io.sluice.core.failure.ExitCode;
import io.sluice.schema.plan.Finding;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that was found out about a migration before it is started.
 *
 * @param at when
 * @param schema what of the source's schema is not in the target's as it was
 */
public record Assessment(
        String pipeline,
        Instant at,
        List<Check> checks,
        Inventory inventory,
        Growth growth,
        List<MappedColumn> mapping,
        List<Finding> schema,
        DataScan data,
        Estimate estimate) {

    public Assessment {
        checks = List.copyOf(checks);
        mapping = List.copyOf(mapping);
        schema = List.copyOf(schema);
    }

    /** What it comes to. */
    public enum Verdict {
        READY("It can run."),
        DECISIONS("It can run, but some rows would not arrive, or not as they are, until the warnings are settled."),
        BLOCKED("It cannot run until what blocks is out of the way.");

        private final String sentence;

        Verdict(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    public Verdict verdict() {
        if (count(Severity.BLOCKER) > 0) {
            return Verdict.BLOCKED;
        }
        boolean undecided = data.findings().stream().anyMatch(finding -> finding.severity() == Severity.WARNING);
        return undecided ? Verdict.DECISIONS : Verdict.READY;
    }

    /** {@link ExitCode#FAILED_CHECK} if something blocks. */
    public ExitCode exitCode() {
        return verdict() == Verdict.BLOCKED ? ExitCode.FAILED_CHECK : ExitCode.DONE;
    }

    /** How many checks and findings are of this severity. */
    public long count(Severity severity) {
        return Stream.of(
                        checks.stream().map(Check::severity),
                        schema.stream().map(Assessment::severity),
                        data.findings().stream().map(DataFinding::severity))
                .flatMap(severities -> severities)
                .filter(severity::equals)
                .count();
    }

    /** The severity of a finding about the schema, on the scale of an assessment. */
    public static Severity severity(Finding finding) {
        return switch (finding.severity()) {
            case NOTICE -> Severity.NOTICE;
            case WARNING -> Severity.WARNING;
        };
    }
}
