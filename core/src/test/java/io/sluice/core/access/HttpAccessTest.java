package io.sluice.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sluice.core.wire.HttpSchemaRegistry;
import io.sluice.core.wire.SchemaRegistryException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry behind TLS that asks for name and password. */
class HttpAccessTest {

    @TempDir
    private Path directory;

    private TestCertificate certificate;
    private HttpsServer server;
    private Login login;

    @BeforeEach
    void start() throws Exception {
        certificate = TestCertificate.make(directory, "registry", "EC");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate.keys(), certificate.password());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        String expected = "Basic " + Base64.getEncoder().encodeToString("me:s3cret".getBytes(StandardCharsets.UTF_8));
        server.createContext("/", exchange -> {
            boolean known = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "{\"schema\":\"\\\"long\\\"\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        login = new Login("me", new Secret.InFile(Files.writeString(directory.resolve("secret"), "s3cret\n")));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aServerWithTheRightCertificateIsToldWhoWeAre() {
        assertThat(schema("127.0.0.1", Optional.of(login), certificate.certificate()))
                .isEqualTo(Schema.create(Schema.Type.LONG));
    }

    @Test
    void withoutLoginItRefuses() {
        assertThatThrownBy(() -> schema("127.0.0.1", Optional.empty(), certificate.certificate()))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("answered 401")
                .hasMessageContaining("check the user and password");
    }

    @Test
    void aServerWithAnotherCertificateIsNotTrusted() {
        TestCertificate other = TestCertificate.make(directory, "other", "EC");
        assertThatThrownBy(() -> schema("127.0.0.1", Optional.of(login), other.certificate()))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("is not trusted")
                .hasMessageContaining("check that the CA");
    }

    /** The certificate is made out to the address alone. */
    @Test
    void aServerUnderAnotherNameIsNotTrusted() {
        assertThatThrownBy(() -> schema("localhost", Optional.of(login), certificate.certificate()))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("is not trusted");
    }

    private Schema schema(String host, Optional<Login> as, Path ca) {
        URI url = URI.create("https://" + host + ":" + server.getAddress().getPort());
        return new HttpSchemaRegistry(new HttpAccess(url, as, Optional.of(ca))).schema(1);
    }
}
