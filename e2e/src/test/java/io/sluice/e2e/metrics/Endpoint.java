package io.sluice.e2e.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Metrics and health as Prometheus and others ask for them. */
record Endpoint(URI base) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    HttpResponse<String> get(String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status(String path) {
        return get(path).statusCode();
    }

    List<MetricSample> scrape() {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(MetricSample::parse)
                .toList();
    }

    Set<String> names() {
        return scrape().stream().map(MetricSample::name).collect(Collectors.toSet());
    }

    /** The sum over all samples of a metric that have these label values, which must be there. */
    double sum(String name, String... labels) {
        List<MetricSample> samples = scrape().stream()
                .filter(sample ->
                        sample.name().equals(name) && sample.labels().values().containsAll(List.of(labels)))
                .toList();
        if (samples.isEmpty()) {
            throw new AssertionError("no metric " + name + List.of(labels) + " in " + names());
        }
        return samples.stream().mapToDouble(MetricSample::value).sum();
    }
}
