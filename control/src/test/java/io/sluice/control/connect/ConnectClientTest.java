package io.sluice.control.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sluice.core.access.HttpAccess;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of a worker at moments in which a real one cannot be held. */
class ConnectClientTest {

    private record Answer(int status, String body) {}

    private final Queue<Answer> answers = new ArrayDeque<>();
    private HttpServer worker;
    private ConnectClient client;

    @BeforeEach
    void start() throws IOException {
        worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.createContext("/", exchange -> {
            Answer answer = answers.remove();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        worker.start();
        client = new ConnectClient(HttpAccess.plain(
                URI.create("http://127.0.0.1:" + worker.getAddress().getPort())));
    }

    @AfterEach
    void stop() {
        worker.stop(0);
    }

    @Test
    void waitsOutARebalance() {
        String rebalance = "{\"message\": \"Request cannot be completed because a rebalance is expected\"}";
        answers.addAll(List.of(
                new Answer(500, rebalance),
                new Answer(409, rebalance),
                new Answer(404, "{}"),
                new Answer(409, rebalance),
                new Answer(201, "{}")));
        client.configure("shop-sink", Map.of("tasks.max", "1"));
        assertThat(answers).isEmpty();
    }

    @Test
    void saysInOneSentenceWhatIsWrongWithAConfiguration() {
        String message = "Connector configuration is invalid and contains the following 1 error(s):\\n"
                + "connection.url: PostgreSQL cannot be reached: no answer\\n"
                + "You can also find the above list of errors at the endpoint"
                + " `/connector-plugins/{connectorType}/config/validate`";
        answers.add(new Answer(404, "{}"));
        answers.add(new Answer(400, "{\"error_code\": 400, \"message\": \"" + message + "\"}"));
        assertThatThrownBy(() -> client.configure("shop-sink", Map.of()))
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                .hasMessage("Kafka Connect refuses PUT /connectors/shop-sink/config:"
                        + " connection.url: PostgreSQL cannot be reached: no answer");
    }

    /** As a proxy answers that has lost its way to the worker. */
    @Test
    void whoDoesNotKnowTheFirstPageIsNoWorker() {
        answers.add(new Answer(404, "no such page"));
        assertThatThrownBy(client::check)
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
                .hasMessageContaining("is not Kafka Connect");
    }

    @Test
    void repeatsNoOtherError() {
        answers.add(new Answer(500, "{\"message\": \"out of order\"}"));
        assertThatThrownBy(() -> client.configure("shop-sink", Map.of()))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("out of order");
    }
}
