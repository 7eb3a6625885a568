package io.sluice.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics} as Prometheus reads it, {@code /health/live} and {@code /health/ready}: 200 for good, 503 for
 * bad, with the reason as text.
 */
public final class HttpEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);

    /** One that scrapes and one that asks for the health do not wait for each other; more are not expected. */
    private static final int THREADS = 2;

    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpEndpoint(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    private record Answer(int status, String contentType, byte[] body) {}

    @FunctionalInterface
    private interface Page {
        Answer answer() throws IOException;
    }

    /**
     * Listens and answers from now on.
     *
     * @param directory on the disk that the process writes to
     * @throws IOException if the address cannot be listened on
     */
    public static HttpEndpoint start(InetSocketAddress address, Path directory, Health health) throws IOException {
        ProcessMetrics metrics = new ProcessMetrics(directory);
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, HttpEndpoint::thread);
        server.setExecutor(threads);
        serve(server, "/metrics", () -> text(metrics));
        serve(server, "/health/live", () -> verdict(health::live));
        serve(server, "/health/ready", () -> verdict(health::ready));
        server.start();
        HttpEndpoint endpoint = new HttpEndpoint(server, threads);
        LOG.info("Metrics and health are at {}.", endpoint.url());
        return endpoint;
    }

    /** Where it listens, with the port that it got if it was told any. */
    public URI url() {
        String host = server.getAddress().getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + server.getAddress().getPort());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "metrics and health");
        thread.setDaemon(true);
        return thread;
    }

    private static void serve(HttpServer server, String path, Page page) {
        server.createContext(path, exchange -> {
            try (exchange) {
                send(exchange, exchange.getRequestURI().getPath().equals(path) ? answer(page) : notFound());
            }
        });
    }

    private static Answer answer(Page page) {
        try {
            return page.answer();
        } catch (IOException | RuntimeException e) {
            LOG.warn("A question over HTTP could not be answered.", e);
            return text(500, "internal error, see the log");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static Answer text(ProcessMetrics metrics) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        new PrometheusTextFormatWriter(false).write(body, metrics.read());
        return new Answer(200, PrometheusTextFormatWriter.CONTENT_TYPE, body.toByteArray());
    }

    private static Answer verdict(Supplier<Health.Verdict> question) {
        Health.Verdict verdict = question.get();
        return text(verdict.good() ? 200 : 503, verdict.reason());
    }

    private static Answer notFound() {
        return text(404, "here are /metrics, /health/live and /health/ready");
    }

    private static Answer text(int status, String line) {
        return new Answer(status, TEXT, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
