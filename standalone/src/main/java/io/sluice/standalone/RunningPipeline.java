package io.sluice.standalone;

import io.sluice.core.pipeline.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * The addresses of the servers of a run, kept in the file {@code endpoints.properties} in its data directory. Other
 * processes find the run by this file, and the next run takes its ports from it.
 *
 * @param http the address of metrics and health
 */
public record RunningPipeline(long pid, Servers servers, URI http) {

    private static final String FILE = "endpoints.properties";
    private static final String PID = "pid";
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final String CONNECT_URL = "connect.url";
    private static final String REGISTRY_URL = "registry.url";
    private static final String HTTP_URL = "http.url";

    /**
     * Finds the run that holds a data directory now. Its servers may still be starting.
     *
     * @return empty if no run holds it, or one that has not yet chosen its ports
     */
    public static Optional<RunningPipeline> find(Path dataDirectory) {
        OptionalLong holder = DataDirectory.holder(dataDirectory);
        return holder.isEmpty() ? Optional.empty() : last(dataDirectory).filter(run -> run.pid() == holder.getAsLong());
    }

    /** The latest run that used the directory, whether or not it still runs. */
    static Optional<RunningPipeline> last(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(of(properties));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read.", e);
        } catch (IllegalArgumentException e) {
            throw new StandaloneException("The file " + file + " is damaged; delete it and start again.", e);
        }
    }

    private static RunningPipeline of(Properties properties) {
        return new RunningPipeline(
                Long.parseLong(required(properties, PID)),
                Servers.plain(
                        required(properties, BOOTSTRAP_SERVERS),
                        URI.create(required(properties, CONNECT_URL)),
                        URI.create(required(properties, REGISTRY_URL))),
                URI.create(required(properties, HTTP_URL)));
    }

    private static String required(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    /** Replaces the file atomically: a reader sees the old run or this one, never a part of either. */
    void write(Path dataDirectory) {
        String text = String.join(
                "\n",
                PID + "=" + pid,
                BOOTSTRAP_SERVERS + "=" + servers.kafka().bootstrapServers(),
                CONNECT_URL + "=" + servers.connect().url(),
                REGISTRY_URL + "=" + servers.registry().url(),
                HTTP_URL + "=" + http,
                "");
        Path file = dataDirectory.resolve(FILE);
        Path draft = dataDirectory.resolve(FILE + ".new");
        try {
            Files.writeString(draft, text, StandardCharsets.ISO_8859_1);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StandaloneException("The file " + file + " cannot be written; make room or allow it.", e);
        }
    }
}
