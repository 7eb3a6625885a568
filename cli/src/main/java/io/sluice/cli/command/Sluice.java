package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.core.access.AccessException;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.PipelineException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;

/** The {@code sluice} command; each of its subcommands is one class. */
@Command(
        name = "sluice",
        description = "Moves a live MySQL database to PostgreSQL and keeps it moving.",
        mixinStandardHelpOptions = true,
        versionProvider = PackagedVersion.class,
        subcommands = {
            DemoCommand.class,
            AssessCommand.class,
            RunCommand.class,
            LoadCommand.class,
            ReloadCommand.class,
            StatusCommand.class,
            SchemaCommand.class,
            SchemaChangesCommand.class,
            VerifyCommand.class,
            DeadLettersCommand.class,
            StopCommand.class,
            RemoveCommand.class,
            SampleCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:differences were found, a check failed, or the pipeline did",
            "2:the command line or the configuration is wrong",
            "3:a database or server could not be reached"
        })
public final class Sluice {

    private static final Logger LOG = LoggerFactory.getLogger(Sluice.class);

    private Sluice() {}

    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine commandLine = commandLine();
        boolean json = List.of(arguments).contains("--json");
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command, json));
        IParameterExceptionHandler usage = commandLine.getParameterExceptionHandler();
        commandLine.setParameterExceptionHandler((failure, rest) -> {
            printIf(json, failure.getMessage(), ExitCode.WRONG_USAGE);
            return usage.handleParseException(failure, rest);
        });
        if (arguments.length == 0) {
            commandLine.usage(System.err);
            return ExitCode.WRONG_USAGE.code();
        }
        return commandLine.execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Sluice());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine;
    }

    /** One sentence for the user; the stack trace goes to the log. */
    private static int report(Exception failure, CommandLine command, boolean json) {
        LOG.error("{} failed", command.getCommandName(), failure);
        command.getErr().println("sluice: " + sentence(failure));
        printIf(json, sentence(failure), exitCode(failure));
        return exitCode(failure).code();
    }

    private static void printIf(boolean json, String error, ExitCode exitCode) {
        if (json) {
            Json.print(System.out, new ErrorDocument(error, exitCode.code()));
        }
    }

    /** The document of {@code --json}, if a command ends by an error. */
    private record ErrorDocument(String error, int exitCode) {}

    private static String sentence(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static ExitCode exitCode(Exception failure) {
        if (failure instanceof SluiceException expected) {
            return expected.exitCode();
        }
        return failure instanceof PipelineException || failure instanceof AccessException
                ? ExitCode.WRONG_USAGE
                : ExitCode.FAILED_CHECK;
    }
}
