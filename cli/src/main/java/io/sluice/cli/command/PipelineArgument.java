package io.sluice.cli.command;

import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.PipelineFile;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The argument that most commands take: the pipeline's file. */
final class PipelineArgument {

    @Parameters(paramLabel = "PIPELINE", description = "The pipeline's file, such as pipeline.yaml.")
    private Path file;

    Pipeline read() {
        return PipelineFile.read(file);
    }
}
