package io.sluice.e2e.absence;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sluice.core.access.HttpAccess;
import io.sluice.e2e.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before a server that speaks plain HTTP, with TLS and a certificate of its own, and passes requests on, or answers what
 * a server in trouble answers.
 */
final class HttpGate implements AutoCloseable {

    /** What becomes of requests. */
    enum Mode {
        PASSED_ON,
        /** No answer comes until the mode changes. */
        UNANSWERED,
        UNAUTHORIZED,
        /** As a proxy answers that has lost its way to the server. */
        NOT_FOUND,
        /** The certificate has expired. */
        EXPIRED
    }

    private static final String CERTIFICATE = "gate";
    private static final String EXPIRED_CERTIFICATE = "gate-expired";

    private final URI behind;
    private final Certificates certificates;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final InetSocketAddress address;
    private HttpsServer server;
    private Mode mode = Mode.PASSED_ON;

    /** @param certificates those of {@link #sign} */
    HttpGate(URI behind, Certificates certificates) throws IOException {
        this.behind = behind;
        this.certificates = certificates;
        this.server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CERTIFICATE);
        this.address = server.getAddress();
    }

    /** Makes the certificates that all gates show. */
    static Certificates sign(Certificates certificates) throws IOException {
        certificates.sign(CERTIFICATE);
        certificates.signExpired(EXPIRED_CERTIFICATE);
        return certificates;
    }

    private HttpsServer listen(InetSocketAddress at, String certificate) throws IOException {
        HttpsServer listening = HttpsServer.create(at, 0);
        listening.setHttpsConfigurator(new HttpsConfigurator(certificates.server(certificate)));
        listening.createContext("/", this::answer);
        listening.setExecutor(threads);
        listening.start();
        return listening;
    }

    /** What takes the server's place. */
    HttpAccess access() {
        URI url = URI.create("https://127.0.0.1:" + address.getPort() + behind.getPath());
        return new HttpAccess(url, Optional.empty(), Optional.of(certificates.ca()));
    }

    synchronized void set(Mode other) throws IOException {
        boolean certificateChanges = (mode == Mode.EXPIRED) != (other == Mode.EXPIRED);
        mode = other;
        notifyAll();
        if (certificateChanges) {
            // A server has one certificate, and its clients go on with sessions that began under it.
            server.stop(0);
            server = listen(address, mode == Mode.EXPIRED ? EXPIRED_CERTIFICATE : CERTIFICATE);
        }
    }

    private synchronized Mode answered() throws InterruptedException {
        while (mode == Mode.UNANSWERED) {
            wait();
        }
        return mode;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            // The next request asks for the certificate again.
            exchange.getResponseHeaders().set("Connection", "close");
            switch (answered()) {
                case PASSED_ON, UNANSWERED, EXPIRED -> passOn(exchange);
                case UNAUTHORIZED -> send(exchange, 401, "{\"message\": \"who are you?\"}");
                case NOT_FOUND -> send(exchange, 404, "no such page");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOn(HttpExchange exchange) throws IOException, InterruptedException {
        URI target = behind.resolve(exchange.getRequestURI());
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        response.headers().firstValue("Content-Type").ifPresent(value -> exchange.getResponseHeaders()
                .set("Content-Type", value));
        send(exchange, response.statusCode(), response.body());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public synchronized void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
