package io.sluice.e2e.absence;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a schema registry, and passes requests on, or answers what a registry in trouble answers. */
final class RegistryGate implements AutoCloseable {

    /** What becomes of requests. */
    enum Mode {
        PASSED_ON,
        /** No answer comes until the mode changes. */
        UNANSWERED,
        UNAUTHORIZED,
        /** As a proxy answers that has lost its way to the registry. */
        NOT_FOUND
    }

    private final URI registry;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private Mode mode = Mode.PASSED_ON;

    RegistryGate(URI registry) throws IOException {
        this.registry = registry;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** What takes the registry's address. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + registry.getPath());
    }

    synchronized void set(Mode other) {
        mode = other;
        notifyAll();
    }

    private synchronized Mode answered() throws InterruptedException {
        while (mode == Mode.UNANSWERED) {
            wait();
        }
        return mode;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (answered()) {
                case PASSED_ON, UNANSWERED -> passOn(exchange);
                case UNAUTHORIZED -> send(exchange, 401, "{\"message\": \"who are you?\"}");
                case NOT_FOUND -> send(exchange, 404, "no such page");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOn(HttpExchange exchange) throws IOException, InterruptedException {
        URI target = registry.resolve(exchange.getRequestURI());
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
    public void close() {
        set(Mode.PASSED_ON);
        server.stop(0);
        threads.shutdownNow();
    }
}
