package io.sluice.core.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.access.HttpAccess;
import io.sluice.core.access.Untrusted;
import io.sluice.core.retry.Backoff;
import io.sluice.core.wire.SchemaRegistryException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
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
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Registration(String subject, Schema schema) {}

    private final String baseUrl;
    private final HttpAccess access;
    private final HttpClient http;
    private final SchemaAbsence absence;
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * @param access its URL is what comes before {@code /subjects}, for example
     *     {@code http://127.0.0.1:8081/apis/ccompat/v7}
     * @throws IllegalArgumentException if that is not an absolute http or https URL
     */
    public HttpSchemaRegistry(HttpAccess access) {
        this(access, InstantSource.system());
    }

    HttpSchemaRegistry(HttpAccess access, InstantSource clock) {
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
        this.absence = new SchemaAbsence(clock);
        this.baseUrl = baseUrl.toString().replaceFirst("/+$", "");
        this.access = access;
        this.http = access.client()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /** @throws SchemaRegistryException if the registry does not answer, or is none */
    public void check() {
        JsonNode unused = subjects();
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
        JsonNode answer = ask(post(path, body), path, "register a schema for \"" + subject + "\"");
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
        Schema schema = parse(text(id), id);
        Schema earlier = schemas.putIfAbsent(id, schema);
        return earlier == null ? schema : earlier;
    }

    private String text(int id) {
        String path = "/schemas/ids/" + id;
        HttpResponse<String> response = send(get(path), "read the schema with id " + id);
        if (response.statusCode() == NOT_FOUND && knowsOthers()) {
            throw missing(id);
        }
        return field(json(response, path, "read the schema with id " + id), "schema", JsonNode::isTextual, path)
                .textValue();
    }

    private SchemaRegistryException missing(int id) {
        String said = "The schema registry at " + baseUrl + " has other schemas, but none with id " + id + "; ";
        return absence.said()
                ? new SchemaRegistryException(
                        Kind.NO_SUCH_SCHEMA, said + "the record was not written for this registry.", null)
                : new SchemaRegistryException(
                        Kind.AWAY,
                        said + "it may have just started, and is asked again for "
                                + SchemaAbsence.BELIEVED_AFTER.toSeconds() + " s.",
                        null);
    }

    /**
     * Whether it still has the schemas it had. One that answers 404 to everything, or was emptied, says nothing about an
     * id: then the registry is at fault, not the record that names it.
     */
    private boolean knowsOthers() {
        Optional<Integer> known = schemas.keySet().stream().findAny();
        if (known.isPresent()) {
            String path = "/schemas/ids/" + known.get();
            return send(get(path), "read a schema that it had").statusCode() == OK;
        }
        return !subjects().isEmpty();
    }

    private JsonNode subjects() {
        String path = "/subjects";
        JsonNode subjects = ask(get(path), path, "list its subjects");
        if (!subjects.isArray()) {
            throw notTheApi(path, null);
        }
        return subjects;
    }

    private static Schema parse(String text, int id) {
        try {
            // Whoever wrote the schema decided on its names and defaults; reading a record needs neither checked.
            return new Schema.Parser(NameValidator.NO_VALIDATION)
                    .setValidateDefaults(false)
                    .parse(text);
        } catch (AvroRuntimeException e) {
            throw new SchemaRegistryException(
                    Kind.NO_SUCH_SCHEMA,
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

    private JsonNode ask(HttpRequest request, String path, String purpose) {
        return json(send(request, purpose), path, purpose);
    }

    private JsonNode json(HttpResponse<String> response, String path, String purpose) {
        if (response.statusCode() != OK) {
            throw refused(response, purpose);
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw notTheApi(path, e);
        }
    }

    /** The answer, whatever it is, unless the registry does not answer for too long. */
    private HttpResponse<String> send(HttpRequest request, String purpose) {
        for (int attempt = 1; ; attempt++) {
            try {
                return sendOnce(request, purpose);
            } catch (SchemaRegistryException e) {
                absence.interrupted();
                if (e.kind() != Kind.AWAY || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
            sleep(PAUSES.after(attempt), purpose);
        }
    }

    private HttpResponse<String> sendOnce(HttpRequest request, String purpose) {
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            Optional<String> distrust = Untrusted.reason(e);
            if (distrust.isPresent()) {
                throw new SchemaRegistryException(
                        Kind.REFUSES,
                        "The schema registry at " + baseUrl + " is not trusted (" + distrust.get()
                                + "); check that the CA it was given is the one that signed its certificate.",
                        e);
            }
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new SchemaRegistryException(
                    Kind.AWAY,
                    "The schema registry at " + baseUrl + " could not be reached to " + purpose + " (" + reason
                            + "); check that it runs and that the URL is right.",
                    e);
        } catch (InterruptedException e) {
            throw interrupted(purpose, e);
        }
        if (isPassing(response.statusCode())) {
            throw refused(response, purpose);
        }
        return response;
    }

    private static boolean isPassing(int status) {
        return status >= 500 || status == 429 || status == 408;
    }

    private SchemaRegistryException refused(HttpResponse<String> response, String purpose) {
        int status = response.statusCode();
        String said = "The schema registry at " + baseUrl + " answered " + status + " when asked to " + purpose + ": "
                + excerpt(response.body());
        return isPassing(status)
                ? new SchemaRegistryException(Kind.AWAY, said + "; look into its log, then try again.", null)
                : new SchemaRegistryException(Kind.REFUSES, said + "; " + advice(status), null);
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
        return new SchemaRegistryException(
                Kind.REFUSES,
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
        return new SchemaRegistryException(Kind.AWAY, "Interrupted while waiting to " + purpose + "; start again.", e);
    }

    private static String pathSegment(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
