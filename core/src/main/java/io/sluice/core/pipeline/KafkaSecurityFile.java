package io.sluice.core.pipeline;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The Kafka client properties that {@code kafka.properties} names. Debezium gets them as a part of its configuration,
 * which anybody may read who may ask Connect: so they hold no secret, only references to secrets.
 */
final class KafkaSecurityFile {

    private static final Pattern SECURITY = Pattern.compile("(security|sasl|ssl)\\..+");
    private static final Pattern SECRET = Pattern.compile(".*(password|secret|\\.key|\\.token)");
    private static final Pattern SECRET_IN_JAAS =
            Pattern.compile("(?i)(password|secret|token)\\s*=\\s*(?!\"?\\$\\{secret:)");
    private static final String REFERENCE = "${secret:file:/run/secrets/kafka}";

    private final Path path;

    private KafkaSecurityFile(Path path) {
        this.path = path;
    }

    /** @throws PipelineException if the file cannot be used; values are never quoted */
    static Map<String, String> read(Path path) {
        return new KafkaSecurityFile(path).read();
    }

    private Map<String, String> read() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new PipelineException(
                    path + " cannot be read (" + e.getClass().getSimpleName()
                            + "); 'kafka.properties' names a file of Kafka client properties",
                    e);
        }
        Map<String, String> checked = new TreeMap<>();
        properties.forEach((name, value) -> {
            check(name.toString(), value.toString());
            checked.put(name.toString(), value.toString());
        });
        return checked;
    }

    private void check(String name, String value) {
        if (!SECURITY.matcher(name).matches()) {
            throw wrong(name, "only security.*, sasl.* and ssl.* belong here; remove it");
        }
        boolean secret = name.endsWith("jaas.config")
                ? SECRET_IN_JAAS.matcher(value).find()
                : SECRET.matcher(name).matches() && !value.startsWith("${secret:");
        if (secret) {
            throw wrong(
                    name,
                    "connectors are configured with it, for all to see; write " + REFERENCE
                            + " in place of the secret");
        }
        if (name.endsWith(".location") && !Path.of(value).isAbsolute()) {
            throw wrong(name, "the Connect worker and the transformer read this file too; give its absolute path");
        }
    }

    private PipelineException wrong(String name, String reason) {
        return new PipelineException(path + ": " + name + ": " + reason);
    }
}
