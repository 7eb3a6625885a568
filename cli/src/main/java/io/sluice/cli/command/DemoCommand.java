package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.cli.print.LiveView;
import io.sluice.cli.print.VerificationJson;
import io.sluice.cli.print.VerificationText;
import io.sluice.control.run.Installation;
import io.sluice.control.run.Until;
import io.sluice.core.failure.ExitCode;
import io.sluice.verify.Verification;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice demo}: migrates a sample shop between two servers on this machine. */
@Command(
        name = "demo",
        description = {
            "Migrates a sample shop between a MySQL and a PostgreSQL that it starts here.",
            "A workload goes on changing the shop, and both sides are kept in step.",
            "Ctrl-C stops everything and removes all files."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--until-synced",
            description = "Stop when the load and 2,000 transactions have arrived, and verify.")
    private boolean untilSynced;

    @Option(names = "--json", description = "Print the result as one JSON document on standard output.")
    private boolean json;

    @Option(names = "--seed", description = "The seed of the sample's rows.", defaultValue = "1")
    private long seed;

    @Override
    public Integer call() throws Exception {
        LiveView view = new LiveView(System.err);
        Demo demo = Demo.create(Installation.current(), view::say, view::show);
        Interrupts.on(demo::stop, () -> {
            try (demo) {
                LogFile.open(demo.dataDirectory());
                demo.run(untilSynced ? Until.SYNCED : Until.STOPPED, seed);
            }
        });
        Optional<Verification> verification = demo.verification();
        if (json && verification.isEmpty()) {
            view.last().ifPresent(status -> Json.print(System.out, status));
        }
        verification.ifPresent(this::print);
        boolean same = verification.map(Verification::equal).orElse(true);
        return (same ? ExitCode.DONE : ExitCode.FAILED_CHECK).code();
    }

    private void print(Verification verification) {
        if (json) {
            System.out.println(VerificationJson.of(verification));
        } else {
            VerificationText.lines(verification).forEach(System.out::println);
        }
    }
}
