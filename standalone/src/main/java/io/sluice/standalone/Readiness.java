package io.sluice.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a server reports over HTTP that it is ready. */
final class Readiness {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 50;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_TIMEOUT)
            .build();

    private Readiness() {}

    /**
     * Waits until the address answers with status 200.
     *
     * @param hopeless whether the server can no longer become ready
     * @return false if it can no longer become ready, or takes longer than a minute
     */
    static boolean await(URI address, BooleanSupplier hopeless) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(REQUEST_TIMEOUT).build();
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!isReady(request)) {
            if (hopeless.getAsBoolean() || System.nanoTime() > deadline) {
                return false;
            }
            Pause.millis(POLL_MILLIS);
        }
        return true;
    }

    private static boolean isReady(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            // The pause that follows sees the interrupt flag and ends the wait.
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
