package io.sluice.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpEndpointTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Health.Verdict ready = Health.Verdict.bad("starting");

    @TempDir
    Path directory;

    private HttpEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        endpoint =
                HttpEndpoint.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), directory, new Health() {
                    @Override
                    public Verdict live() {
                        return Verdict.good("alive");
                    }

                    @Override
                    public Verdict ready() {
                        return ready;
                    }
                });
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void tellsHealthByStatusAndReason() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).isEqualTo("starting\n");

        ready = Health.Verdict.good("running");
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void servesTheJvmsMetricsAndTheDisksRoom() throws Exception {
        HttpResponse<String> response = get("/metrics");

        assertThat(response.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .containsPattern("(?m)^jvm_memory_used_bytes\\{area=\"heap\"} [0-9.E]+$")
                .containsPattern("(?m)^sluice_disk_free_bytes\\{directory=\"" + directory + "\"} [1-9][0-9.E]+$")
                .containsPattern("(?m)^sluice_disk_size_bytes\\{directory=\"" + directory + "\"} [1-9][0-9.E]+$");
    }

    @Test
    void saysWhatIsThereInsteadOfWhatIsNot() throws Exception {
        assertThat(get("/metrics/else").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void answersWithoutABodyWhenAskedForTheHeadersOnly() throws Exception {
        HttpResponse<String> response = http.send(
                request("/health/live")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(endpoint.url().resolve(path));
    }
}
