package io.sluice.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Standalone mode without Sluice's own Connect plugins, which another module builds. */
final class PlainStandalone {

    private PlainStandalone() {}

    static Standalone start(Path dataDirectory) {
        return Standalone.start(config(dataDirectory), PlainStandalone::withKafkasOwnConverter);
    }

    static StandaloneConfig config(Path dataDirectory) {
        try {
            Path plugins = Files.createDirectories(dataDirectory.resolve("no-plugins"));
            return new StandaloneConfig(
                    "shop", dataDirectory, plugins, Path.of("target", "registry"), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> withKafkasOwnConverter(Map<String, String> properties) {
        Map<String, String> plain = new HashMap<>(properties);
        plain.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        plain.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        plain.remove("config.providers");
        return plain;
    }
}
