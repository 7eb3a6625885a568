package io.sluice.connect.secret;

import io.sluice.core.access.AccessException;
import io.sluice.core.access.KeyStoreFiles;
import io.sluice.core.access.Tls;
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
 * <p>For connectors that read no PEM files, {@code ${secret:truststore:/ca.pem}} and
 * {@code ${secret:keystore:/certificate.pem,/key.pem}} are paths of PKCS #12 files with their content, which only the
 * worker can read; their password is {@link KeyStoreFiles#PASSWORD}.
 *
 * <p>No message of this class contains a secret.
 */
public final class SecretConfigProvider implements ConfigProvider {

    private static final String USAGE = "write ${secret:env:NAME} or ${secret:file:/path}";

    private final UnaryOperator<String> environment;
    private final KeyStoreFiles stores = new KeyStoreFiles();

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
     * @param path {@code env}, {@code file}, {@code truststore} or {@code keystore}
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
            case "truststore" -> trustStore(key);
            case "keystore" -> keyStore(key);
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

    private String trustStore(String name) {
        try {
            return stores.trustStore(Path.of(name)).toString();
        } catch (AccessException | InvalidPathException e) {
            throw new ConfigException("A truststore cannot be made: " + e.getMessage() + ".");
        }
    }

    private String keyStore(String names) {
        String[] files = names.split(",", -1);
        if (files.length != 2) {
            throw new ConfigException("A keystore is made of a certificate and a key;"
                    + " write ${secret:keystore:/certificate.pem,/key.pem}.");
        }
        try {
            return stores.keyStore(new Tls.ClientCertificate(Path.of(files[0]), Path.of(files[1])))
                    .toString();
        } catch (AccessException | InvalidPathException e) {
            throw new ConfigException("A keystore cannot be made: " + e.getMessage() + ".");
        }
    }

    @Override
    public void close() {
        stores.close();
    }
}
