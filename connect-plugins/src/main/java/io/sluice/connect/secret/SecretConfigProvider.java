package io.sluice.connect.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Keeps secrets out of connector configurations, and so out of Connect's topics and REST interface:
 * {@code ${secret:env:NAME}} is an environment variable of the worker, {@code ${secret:file:/path}} the text of a file
 * that the worker can read, without the line end at its end.
 *
 * <p>No message of this class contains a secret.
 */
public final class SecretConfigProvider implements ConfigProvider {

    private static final String USAGE = "write ${secret:env:NAME} or ${secret:file:/path}";

    private final UnaryOperator<String> environment;

    public SecretConfigProvider() {
        this(System::getenv);
    }

    SecretConfigProvider(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    /** All keys at a path: neither an environment nor a file has them. */
    @Override
    public ConfigData get(String path) {
        throw new ConfigException("A secret needs a place and a name; " + USAGE + ".");
    }

    /**
     * @param path {@code env} or {@code file}
     * @param keys names of environment variables, or paths of files
     * @throws ConfigException if one of them cannot be read
     */
    @Override
    public ConfigData get(String path, Set<String> keys) {
        Map<String, String> secrets = new HashMap<>();
        for (String key : keys) {
            secrets.put(key, secret(path, key));
        }
        return new ConfigData(secrets);
    }

    private String secret(String place, String key) {
        return switch (place) {
            case "env" -> fromEnvironment(key);
            case "file" -> fromFile(key);
            default -> throw new ConfigException("There are no secrets in \"" + place + "\"; " + USAGE + ".");
        };
    }

    private String fromEnvironment(String name) {
        String value = environment.apply(name);
        if (value == null) {
            throw new ConfigException("The environment variable " + name
                    + " is not set for the Connect worker; set it and start the worker again.");
        }
        return value;
    }

    private static String fromFile(String name) {
        try {
            return withoutLineEnd(Files.readString(Path.of(name)));
        } catch (InvalidPathException e) {
            throw new ConfigException("A secret's file has a path that is none; " + USAGE + ".");
        } catch (IOException e) {
            throw new ConfigException("The secret in " + name + " cannot be read ("
                    + e.getClass().getSimpleName() + "); make it a UTF-8 text file that the Connect worker may read.");
        }
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() {}
}
