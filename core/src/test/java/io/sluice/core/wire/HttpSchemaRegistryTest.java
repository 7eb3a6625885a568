package io.sluice.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import io.sluice.core.access.HttpAccess;
import io.sluice.core.wire.SchemaRegistryException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client sends and makes of each kind of answer; the faults are ones a real registry cannot be made to show. */
class HttpSchemaRegistryTest {

    private static final Schema ORDER =
            SchemaBuilder.record("Order").fields().requiredLong("id").endRecord();

    private record Answer(int status, String body) {}

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private SchemaRegistry registry;
    private Instant now = Instant.parse("2026-11-30T21:00:00Z");

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add((exchange.getRequestMethod() + " "
                            + exchange.getRequestURI().getRawPath() + " " + body)
                    .strip());
            Answer answer = answers.remove();
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        registry = new HttpSchemaRegistry(HttpAccess.plain(baseUrl("/api/")), () -> now);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI baseUrl(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void registersASchemaOnceAndKnowsItByItsId() {
        answers.add(new Answer(200, "{\"id\":7}"));

        assertThat(registry.register("p.mysql.shop.orders-value", ORDER)).isEqualTo(7);
        assertThat(registry.register("p.mysql.shop.orders-value", ORDER)).isEqualTo(7);
        assertThat(registry.schema(7)).isEqualTo(ORDER);
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0))
                .startsWith(
                        "POST /api/subjects/p.mysql.shop.orders-value/versions {\"schema\":\"{\\\"type\\\":\\\"record");
    }

    @Test
    void keepsSubjectsWithUnusualCharactersInOnePathSegment() {
        answers.add(new Answer(200, "{\"id\":1}"));
        registry.register("a/b c-key", ORDER);
        assertThat(requests.get(0)).startsWith("POST /api/subjects/a%2Fb%20c-key/versions ");
    }

    @Test
    void readsASchemaOnce() {
        answers.add(new Answer(200, "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}"));

        assertThat(registry.schema(3)).isEqualTo(Schema.create(Schema.Type.STRING));
        assertThat(registry.schema(3)).isEqualTo(Schema.create(Schema.Type.STRING));
        assertThat(requests).containsExactly("GET /api/schemas/ids/3");
    }

    @Test
    void readsASchemaWhoseDefaultAndNamesAvroWouldRefuse() {
        String odd = "{'type':'record','name':'a-b','fields':[{'name':'x-y','type':'int','default':'none'}]}";
        answers.add(new Answer(200, "{\"schema\":\"" + odd.replace("'", "\\\"") + "\"}"));
        assertThat(registry.schema(3).getField("x-y")).isNotNull();
    }

    @Test
    void triesAgainAfterAServerError() {
        answers.add(new Answer(503, ""));
        answers.add(new Answer(200, "{\"id\":9}"));

        assertThat(registry.register("t-key", ORDER)).isEqualTo(9);
        assertThat(requests).hasSize(2);
    }

    @Test
    void doesNotRepeatWhatWasRefusedAndSaysWhy() {
        answers.add(new Answer(409, "{\"error_code\":409,\"message\":\"incompatible\"}"));

        assertThatThrownBy(() -> registry.register("t-value", ORDER))
                .hasMessageContaining("409")
                .hasMessageContaining("register a schema for \"t-value\"")
                .hasMessageContaining("incompatible")
                .hasMessageContaining("compatibility to NONE")
                .asInstanceOf(type(SchemaRegistryException.class))
                .returns(Kind.REFUSES, SchemaRegistryException::kind);
        assertThat(requests).hasSize(1);
    }

    private void assertFails(int id, Kind kind, String message) {
        assertThatThrownBy(() -> registry.schema(id))
                .hasMessageContaining(message)
                .asInstanceOf(type(SchemaRegistryException.class))
                .returns(kind, SchemaRegistryException::kind);
    }

    private void hasOthersButNot(int id, Kind kind) {
        answers.add(new Answer(404, ""));
        answers.add(new Answer(200, "[\"t-value\"]"));
        assertFails(id, kind, "none with id " + id);
    }

    @Test
    void anUnknownIdIsUnknownToARegistryThatHasSaidSoForAMinute() {
        hasOthersButNot(12, Kind.AWAY);
        now = now.plusSeconds(59);
        hasOthersButNot(12, Kind.AWAY);
        now = now.plusSeconds(1);
        hasOthersButNot(12, Kind.NO_SUCH_SCHEMA);
        hasOthersButNot(13, Kind.NO_SUCH_SCHEMA);
    }

    @Test
    void aRegistryThatIsStillStartingIsAskedAgain() {
        hasOthersButNot(3, Kind.AWAY);
        answers.add(new Answer(200, "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}"));
        assertThat(registry.schema(3)).isEqualTo(Schema.create(Schema.Type.STRING));
    }

    @Test
    void aRegistryThatWasStartedAgainIsNotBelievedAtOnce() {
        hasOthersButNot(12, Kind.AWAY);
        now = now.plusSeconds(60);
        answers.add(new Answer(503, ""));
        hasOthersButNot(12, Kind.AWAY);
        now = now.plusSeconds(60);
        hasOthersButNot(12, Kind.NO_SUCH_SCHEMA);
        now = now.plusSeconds(121);
        hasOthersButNot(12, Kind.AWAY);
    }

    @Test
    void anUnknownIdIsUnknownToARegistryThatStillHasWhatItHad() {
        answers.add(new Answer(200, "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}"));
        registry.schema(3);
        hasOthersButNot(12, Kind.AWAY);
        now = now.plusSeconds(60);
        answers.add(new Answer(404, ""));
        answers.add(new Answer(200, "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}"));
        assertFails(12, Kind.NO_SUCH_SCHEMA, "none with id 12");
    }

    @Test
    void aRegistryThatWasEmptiedSaysNothingAboutAnId() {
        answers.add(new Answer(404, ""));
        answers.add(new Answer(200, "[]"));
        assertFails(12, Kind.REFUSES, "read the schema with id 12");
    }

    @Test
    void aRegistryThatHasLostWhatItHadSaysNothingAboutAnId() {
        answers.add(new Answer(200, "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}"));
        registry.schema(3);
        answers.add(new Answer(404, ""));
        answers.add(new Answer(404, ""));
        assertFails(12, Kind.REFUSES, "read the schema with id 12");
    }

    @Test
    void aServerThatKnowsNoPathSaysNothingAboutAnId() {
        answers.add(new Answer(404, ""));
        answers.add(new Answer(404, ""));
        assertFails(12, Kind.REFUSES, "list its subjects");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusalIsTheRegistrys(int status) {
        answers.add(new Answer(status, ""));
        assertFails(12, Kind.REFUSES, "answered " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "{\"welcome\":true}", ""})
    void recognisesAServerThatIsNoRegistry(String body) {
        answers.add(new Answer(200, body));
        assertThatThrownBy(() -> registry.schema(1)).hasMessageContaining("does not speak the Confluent API");
    }

    @Test
    void saysThatASchemaIsNoAvro() {
        answers.add(new Answer(200, "{\"schema\":\"syntax = proto3;\"}"));
        assertThatThrownBy(() -> registry.schema(5)).hasMessageContaining("schema with id 5 is not one Avro schema");
    }

    @Test
    void anUnreachableRegistryMayComeBack() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        SchemaRegistry absent = new HttpSchemaRegistry(HttpAccess.plain(URI.create("http://127.0.0.1:" + port)));

        assertThatThrownBy(() -> absent.schema(1))
                .hasMessageContaining("could not be reached")
                .asInstanceOf(type(SchemaRegistryException.class))
                .returns(Kind.AWAY, SchemaRegistryException::kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8081", "ftp://host/x", "/apis", "http:///x"})
    void refusesWhatIsNoHttpUrl(String url) {
        assertThatThrownBy(() -> new HttpSchemaRegistry(HttpAccess.plain(URI.create(url))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(url);
    }

    @Test
    void refusesAPasswordInTheUrlWithoutPrintingIt() {
        assertThatThrownBy(() -> new HttpSchemaRegistry(HttpAccess.plain(URI.create("http://me:s3cret@host/x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }
}
