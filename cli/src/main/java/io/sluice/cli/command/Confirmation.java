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
 * Asks the user before something is deleted.
 *
 * @param somebodyThere whether {@code in} and {@code out} are a terminal, so that somebody can answer
 */
record Confirmation(InputStream in, PrintStream out, boolean somebodyThere) {

    /** The starting script says whether there is a terminal; a JVM cannot find this out on every JDK. */
    static Confirmation onTerminal() {
        return new Confirmation(System.in, System.err, Boolean.getBoolean("sluice.interactive"));
    }

    /**
     * Asks, and returns true only for {@code y} or {@code yes}.
     *
     * @throws SluiceException if there is no terminal
     */
    boolean yes(String question) {
        if (!somebodyThere) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE, "a confirmation is needed, but there is no terminal; add --yes to confirm");
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
