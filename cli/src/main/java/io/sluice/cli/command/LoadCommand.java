package io.sluice.cli.command;

import io.sluice.control.run.LoadRun;
import io.sluice.core.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice load}: helps with the load. */
@Command(
        name = "load",
        description = "Helps 'sluice run' to load the tables, on servers of your own; may run on several machines.",
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @Override
    public Integer call() throws Exception {
        LoadRun run = new LoadRun(argument.read());
        LoggedWarnings.show(System.err::println);
        Interrupts.on(run::stop, run::run);
        return ExitCode.DONE.code();
    }
}
