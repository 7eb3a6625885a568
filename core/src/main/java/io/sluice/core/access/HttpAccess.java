package io.sluice.core.access;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * How to reach a server over HTTP. With https its certificate and its name are always verified.
 *
 * @param login for servers that ask for name and password (HTTP basic authentication)
 * @param ca PEM file with the certificates to trust in place of the JDK's
 */
public record HttpAccess(URI url, Optional<Login> login, Optional<Path> ca) {

    public static HttpAccess plain(URI url) {
        return new HttpAccess(url, Optional.empty(), Optional.empty());
    }

    /**
     * A client that trusts whom it should; the caller says the rest.
     *
     * @throws AccessException if the certificates cannot be read
     */
    public HttpClient.Builder client() {
        HttpClient.Builder client = HttpClient.newBuilder();
        ca.ifPresent(file -> client.sslContext(Pem.trusting(file)));
        return client;
    }

    /** A request that says who we are, without waiting to be asked. */
    public HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        login.ifPresent(as -> request.header("Authorization", basic(as)));
        return request;
    }

    private static String basic(Login login) {
        String text = login.user() + ":" + login.password().read();
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
