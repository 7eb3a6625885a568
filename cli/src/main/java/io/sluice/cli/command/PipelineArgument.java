package io.sluice.cli.command;

import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.PipelineFile;
import io.sluice.core.pipeline.UnprotectedTraffic;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The argument that most commands take: the pipeline's file. */
final class PipelineArgument {

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "The pipeline's file, such as pipeline.yaml.")
    private Path file;

    /** As the user has named it. */
    Path file() {
        return file;
    }

    Pipeline read() {
        Pipeline pipeline = PipelineFile.read(file);
        UnprotectedTraffic.warning(pipeline).ifPresent(warning -> System.err.println("sluice: warning: " + warning));
        return pipeline;
    }
}
