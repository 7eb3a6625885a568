package io.sluice.core.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.access.HttpAccess;
import io.sluice.core.access.Untrusted;
import io.sluice.core.retry.Backoff;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * A registry that speaks the Confluent API over HTTP; Apicurio Registry does so under {@code /apis/ccompat/v7}.
 *
 * <p>A call that cannot reach the registry, or gets a server error from it, is repeated for about three seconds before
 * it fails. Thread-safe. Nothing is ever forgotten: registries are append-only and pipelines have few schemas.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {

    private static final int ATTEMPTS_MAX = 6;
    private static final Backoff PAUSES = Backoff.doubling(Duration.ofMillis(100), Duration.ofMillis(1_600));
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final int EXCERPT_CHARS_MAX = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Registration(String subject, Schema schema) {}

    private final String baseUrl;
    private final HttpAccess access;
    private final HttpClient http;
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * @param access its URL is what comes before {@code /subjects}, for example
     *     {@code http://127.0.0.1:8081/apis/ccompat/v7}
     * @throws IllegalArgumentException if that is not an absolute http or https URL
     */
    public HttpSchemaRegistry(HttpAccess access) {
        URI baseUrl = access.url();
        String scheme = baseUrl.getScheme() == null ? "" : baseUrl.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("The schema registry's URL must look like"
                    + " http://HOST:PORT/apis/ccompat/v7; change the setting that says \"" + baseUrl + "\".");
        }
        if (baseUrl.getRawUserInfo() != null) {
            // Not quoted in the message: it holds a password.
            throw new IllegalArgumentException(
                    "The schema registry's URL must not hold a user or password; remove what stands before the @.");
        }
        this.baseUrl = baseUrl.toString().replaceFirst("/+$", "");
        this.access = access;
        this.http = access.client()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /** @throws SchemaRegistryException if the registry does not answer, or is none */
    public void check() {
        String path = "/subjects";
        if (!send(get(path), "list its subjects").isArray()) {
            throw notTheApi(path, null);
        }
    }

    @Override
    public int register(String subject, Schema schema) {
        Registration registration = new Registration(subject, schema);
        Integer known = ids.get(registration);
        if (known != null) {
            return known;
        }
        // Two threads may both get here; registering twice gives the same id.
        String path = "/subjects/" + pathSegment(subject) + "/versions";
        String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
        JsonNode answer = send(post(path, body), "register a schema for \"" + subject + "\"");
        int id = field(answer, "id", JsonNode::isInt, path).intValue();
        ids.put(registration, id);
        schemas.putIfAbsent(id, schema);
        return id;
    }

    @Override
    public Schema schema(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        String path = "/schemas/ids/" + id;
        JsonNode answer = send(get(path), "read the schema with id " + id);
        Schema schema = parse(field(answer, "schema", JsonNode::isTextual, path).textValue(), id);
        Schema earlier = schemas.putIfAbsent(id, schema);
        return earlier == null ? schema : earlier;
    }

    private static Schema parse(String text, int id) {
        try {
            // Whoever wrote the schema decided on its names and defaults; reading a record needs neither checked.
            return new Schema.Parser(NameValidator.NO_VALIDATION)
                    .setValidateDefaults(false)
                    .parse(text);
        } catch (AvroRuntimeException e) {
            throw SchemaRegistryException.lasting(
                    "The schema with id " + id + " is not one Avro schema that stands on its own (" + e.getMessage()
                            + "); register it as Avro, with what it refers to written out.",
                    e);
        }
    }

    private HttpRequest get(String path) {
        return request(path).GET().build();
    }

    private HttpRequest post(String path, String body) {
        return request(path)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return access.request(URI.create(baseUrl + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    }

    private JsonNode send(HttpRequest request, String purpose) {
        for (int attempt = 1; ; attempt++) {
            try {
                return sendOnce(request, purpose);
            } catch (SchemaRegistryException e) {
                if (!e.retriable() || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
            sleep(PAUSES.after(attempt), purpose);
        }
    }

    private JsonNode sendOnce(HttpRequest request, String purpose) {
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            Optional<String> distrust = Untrusted.reason(e);
            if (distrust.isPresent()) {
                throw SchemaRegistryException.lasting(
                        "The schema registry at " + baseUrl + " is not trusted (" + distrust.get()
                                + "); check that the CA it was given is the one that signed its certificate.",
                        e);
            }
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw SchemaRegistryException.passing(
                    "The schema registry at " + baseUrl + " could not be reached to " + purpose + " (" + reason
                            + "); check that it runs and that the URL is right.",
                    e);
        } catch (InterruptedException e) {
            throw interrupted(purpose, e);
        }
        if (response.statusCode() != 200) {
            throw refused(response, purpose);
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw notTheApi(request.uri().getPath(), e);
        }
    }

    private SchemaRegistryException refused(HttpResponse<String> response, String purpose) {
        int status = response.statusCode();
        String said = "The schema registry at " + baseUrl + " answered " + status + " when asked to " + purpose + ": "
                + excerpt(response.body());
        boolean passing = status >= 500 || status == 429 || status == 408;
        return passing
                ? SchemaRegistryException.passing(said + "; look into its log, then try again.", null)
                : SchemaRegistryException.lasting(said + "; " + advice(status), null);
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> "check the user and password, and that they may read and register schemas there.";
            case 404 ->
                "check that the URL ends with the path of the Confluent API and names the registry in which"
                        + " the schemas were registered.";
            case 409 -> "the schema is incompatible with earlier ones: set the subject's compatibility to NONE.";
            default -> "correct what it says, then try again.";
        };
    }

    private JsonNode field(JsonNode answer, String name, Predicate<JsonNode> valid, String path) {
        JsonNode value = answer.path(name);
        if (!valid.test(value)) {
            throw notTheApi(path, null);
        }
        return value;
    }

    private SchemaRegistryException notTheApi(String path, Throwable cause) {
        return SchemaRegistryException.lasting(
                "What answers at " + baseUrl + " does not speak the Confluent API (asked for " + path
                        + "); set the URL to a schema registry's, such as http://HOST:PORT/apis/ccompat/v7.",
                cause);
    }

    private static String excerpt(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return "(no reason given)";
        }
        return line.length() <= EXCERPT_CHARS_MAX ? line : line.substring(0, EXCERPT_CHARS_MAX) + "…";
    }

    private static void sleep(Duration pause, String purpose) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(purpose, e);
        }
    }

    private static SchemaRegistryException interrupted(String purpose, InterruptedException e) {
        Thread.currentThread().interrupt();
        return SchemaRegistryException.passing("Interrupted while waiting to " + purpose + "; start again.", e);
    }

    private static String pathSegment(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
