package io.sluice.cli.command;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;

/**
 * Asks before something is lost.
 *
 * @param somebodyThere whether a person sits before {@code out} and {@code in}
 */
record Confirmation(InputStream in, PrintStream out, boolean somebodyThere) {

    /** Whether there is a terminal only the starting script can tell on every JDK. */
    static Confirmation onTerminal() {
        return new Confirmation(System.in, System.err, Boolean.getBoolean("sluice.interactive"));
    }

    /**
     * Only a clear yes is one.
     *
     * @throws SluiceException if nobody is there to answer
     */
    boolean yes(String question) {
        if (!somebodyThere) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE, "without a terminal nobody can be asked; add --yes to agree");
        }
        out.print(question + " [y/N] ");
        out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be read", e);
        }
    }
}
