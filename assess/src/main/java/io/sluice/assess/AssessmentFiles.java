package io.sluice.assess;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that an assessment is written to.
 *
 * @param report a directory, for {@code assessment.md} and {@code assessment.html}
 * @param policies for the section of {@code pipeline.yaml} that settles the findings
 */
public record AssessmentFiles(Optional<Path> report, Optional<Path> policies) {

    /**
     * Looks before the work begins, which may take hours.
     *
     * @throws io.sluice.core.failure.SluiceException if one of the files is there
     */
    public void requireNew() {
        NewFiles.require(all());
    }

    /**
     * Writes them.
     *
     * @return which
     * @throws io.sluice.core.failure.SluiceException if one of them is there, or cannot be written
     */
    public List<Path> write(Assessment assessment) {
        Report text = new ReportText(assessment).report();
        markdown().ifPresent(file -> NewFiles.write(file, MarkdownReport.text(text)));
        html().ifPresent(file -> NewFiles.write(file, HtmlReport.text(text)));
        policies.ifPresent(file -> NewFiles.write(file, new PolicySection(assessment).text()));
        return all();
    }

    private List<Path> all() {
        return Stream.of(markdown(), html(), policies).flatMap(Optional::stream).toList();
    }

    private Optional<Path> markdown() {
        return report.map(directory -> directory.resolve("assessment.md"));
    }

    private Optional<Path> html() {
        return report.map(directory -> directory.resolve("assessment.html"));
    }
}
