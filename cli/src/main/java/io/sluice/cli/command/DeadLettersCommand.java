package io.sluice.cli.command;

import io.sluice.core.pipeline.Pipeline;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice dead-letters}: what could not be carried over; each of its subcommands is one class. */
@Command(
        name = "dead-letters",
        description = {
            "Shows records that could not be carried over, brings their rows anew, or discards them.",
            "A dead letter is open until its row is replayed, until 'sluice verify' finds the row equal, or until it is",
            "discarded. What was written of late is read first, in standalone mode only while the pipeline runs."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            LetterListCommand.class,
            LetterShowCommand.class,
            LetterReplayCommand.class,
            LetterDiscardCommand.class
        })
final class DeadLettersCommand {

    @Mixin
    private PipelineArgument argument;

    Pipeline pipeline() {
        return argument.read();
    }

    /** As the user has named it. */
    Path file() {
        return argument.file();
    }
}
