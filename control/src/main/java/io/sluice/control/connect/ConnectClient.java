package io.sluice.control.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.access.HttpAccess;
import io.sluice.core.access.Untrusted;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Kafka Connect's REST API, as far as a pipeline needs it. Calls that a worker refuses because it is rebalancing are
 * repeated for up to a minute. So are calls to a worker that has answered before and does not answer now, since it may
 * be restarting. Thread-safe.
 */
public final class ConnectClient {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A little longer than the worker itself waits for a database when it validates a configuration. */
    private static final Duration ANSWER = Duration.ofSeconds(100);

    private static final Duration CHECK_ANSWER = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** The text that a worker writes around the errors of a configuration; only the errors are shown to the user. */
    private static final Pattern INVALID = Pattern.compile(
            "^Connector configuration is invalid and contains the following \\d+ error\\(s\\):\\s*(.*?)"
                    + "\\s*You can also find the above list of errors at the endpoint .*$",
            Pattern.DOTALL);

    private final URI base;
    private final HttpAccess access;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private volatile boolean answered;

    /** @throws io.sluice.core.access.AccessException if the certificates to trust cannot be read */
    public ConnectClient(HttpAccess access) {
        this.base = access.url();
        this.access = access;
        this.http = access.client().connectTimeout(Duration.ofSeconds(10)).build();
    }

    /**
     * Asks once whether the worker answers.
     *
     * @throws SluiceException if it does not, or refuses us
     */
    public void check() {
        try {
            if (checked(exchange("GET", "/", "", CHECK_ANSWER), "GET /").statusCode() == 404) {
                throw new SluiceException(ExitCode.WRONG_USAGE, noWorker());
            }
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /**
     * Creates the connector, or changes its configuration if it exists. Its tasks restart only if the configuration
     * differs.
     */
    public void configure(String connector, Map<String, String> configuration) {
        Optional<JsonNode> present = get("/connectors/" + connector + "/config");
        ObjectNode wanted = json.valueToTree(configuration);
        wanted.put("name", connector);
        if (!wanted.equals(present.orElse(null))) {
            send("PUT", "/connectors/" + connector + "/config", wanted.toString());
        }
    }

    /** The state of a connector and its tasks, or empty if there is no such connector (or not yet on this worker). */
    public Optional<ConnectorStatus> status(String connector) {
        return get("/connectors/" + connector + "/status").map(status -> {
            List<ConnectorStatus.Task> tasks = new ArrayList<>();
            for (JsonNode task : status.path("tasks")) {
                tasks.add(new ConnectorStatus.Task(
                        task.path("id").asInt(),
                        ConnectorStatus.State.of(task.path("state").asText()),
                        task.path("trace").asText("")));
            }
            JsonNode itself = status.path("connector");
            return new ConnectorStatus(
                    ConnectorStatus.State.of(itself.path("state").asText()),
                    itself.path("trace").asText(""),
                    tasks);
        });
    }

    /** The source connector's committed offset, empty before the first one. */
    public Optional<JsonNode> offset(String connector) {
        return get("/connectors/" + connector + "/offsets")
                .map(answer -> answer.path("offsets").path(0).path("offset"))
                .filter(JsonNode::isObject);
    }

    /** Restarts a connector and its tasks, if they have failed. */
    public void restartFailed(String connector) {
        send("POST", "/connectors/" + connector + "/restart?includeTasks=true&onlyFailed=true", "");
    }

    /** Restarts a connector and its tasks, whatever their state. */
    public void restart(String connector) {
        send("POST", "/connectors/" + connector + "/restart?includeTasks=true", "");
    }

    public void pause(String connector) {
        send("PUT", "/connectors/" + connector + "/pause", "");
    }

    public void resume(String connector) {
        send("PUT", "/connectors/" + connector + "/resume", "");
    }

    /**
     * Ends the connector's tasks. Unlike a paused connector it then holds no partitions, and its offsets can be
     * deleted.
     */
    public void stop(String connector) {
        send("PUT", "/connectors/" + connector + "/stop", "");
    }

    /** Deletes the offsets of a stopped connector. */
    public void deleteOffsets(String connector) {
        send("DELETE", "/connectors/" + connector + "/offsets", "");
    }

    public void delete(String connector) {
        send("DELETE", "/connectors/" + connector, "");
    }

    /** The classes of the connectors and converters that are installed in the worker. */
    public Set<String> plugins() {
        JsonNode plugins = get("/connector-plugins?connectorsOnly=false").orElseGet(json::createArrayNode);
        return StreamSupport.stream(plugins.spliterator(), false)
                .map(plugin -> plugin.path("class").asText())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The errors that the worker finds in a configuration, by setting. */
    public Map<String, List<String>> validate(String connector, Map<String, String> configuration) {
        ObjectNode config = json.valueToTree(configuration);
        config.put("name", connector);
        String path = "/connector-plugins/" + configuration.get("connector.class") + "/config/validate";
        Map<String, List<String>> errors = new TreeMap<>();
        for (JsonNode setting :
                parse(send("PUT", path, config.toString()).body()).path("configs")) {
            JsonNode value = setting.path("value");
            List<String> found = new ArrayList<>();
            value.path("errors").forEach(error -> found.add(error.asText()));
            if (!found.isEmpty()) {
                errors.put(value.path("name").asText(), found);
            }
        }
        return errors;
    }

    private Optional<JsonNode> get(String path) {
        HttpResponse<String> response = send("GET", path, "");
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(parse(response.body()));
    }

    private HttpResponse<String> send(String method, String path, String body) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean late = System.nanoTime() > deadline;
            try {
                HttpResponse<String> response = exchange(method, path, body, ANSWER);
                answered = true;
                if (late || !isRebalancing(response)) {
                    return checked(response, method + " " + path);
                }
            } catch (IOException e) {
                if (late || !answered) {
                    throw unreachable(e);
                }
            }
            sleep();
        }
    }

    /** During a rebalance, reading a configuration fails with 500; all other calls fail with 409. */
    private static boolean isRebalancing(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 409, 503 -> true;
            case 500 -> response.body().contains("rebalance");
            default -> false;
        };
    }

    private HttpResponse<String> checked(HttpResponse<String> response, String call) {
        if (response.statusCode() < 400 || response.statusCode() == 404) {
            return response;
        }
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "Kafka Connect at " + base + " refuses us; check 'connect.user' and its password");
        }
        String reason = parse(response.body()).path("message").asText(response.body());
        String sentence = INVALID.matcher(reason.strip()).replaceFirst("$1").replaceAll("\\s*\\R\\s*", "; ");
        throw new SluiceException(codeOf(sentence), "Kafka Connect refuses " + call + ": " + sentence);
    }

    /** A worker connects to the databases when it receives a configuration, and may fail to reach them. */
    static ExitCode codeOf(String complaint) {
        return complaint.contains("PostgreSQL cannot be reached") ? ExitCode.UNREACHABLE : ExitCode.WRONG_USAGE;
    }

    private HttpResponse<String> exchange(String method, String path, String body, Duration answer) throws IOException {
        HttpRequest request = access.request(URI.create(base.toString().replaceFirst("/$", "") + path))
                .timeout(answer)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private SluiceException unreachable(IOException e) {
        return Untrusted.reason(e)
                .map(reason -> new SluiceException(
                        ExitCode.WRONG_USAGE,
                        "Kafka Connect at " + base + " is not trusted (" + reason + "); check 'connect.ca'",
                        e))
                .orElseGet(() -> new SluiceException(
                        ExitCode.UNREACHABLE,
                        "Kafka Connect at " + base + " cannot be reached; check that it runs",
                        e));
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new SluiceException(ExitCode.UNREACHABLE, noWorker(), e);
        }
    }

    private String noWorker() {
        return "what answers at " + base + " is not Kafka Connect; check the address";
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static SluiceException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SluiceException(ExitCode.FAILED_CHECK, "interrupted while waiting for Kafka Connect", e);
    }
}
