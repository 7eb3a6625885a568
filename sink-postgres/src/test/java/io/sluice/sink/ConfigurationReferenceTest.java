package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** {@code configuration.md} is written from the settings' own definitions, and is not edited. */
class ConfigurationReferenceTest {

    private static final Path FILE = Path.of("configuration.md");

    private static final String WRITE = "configuration.write";

    private static final String COMMAND = "./mvnw -pl sink-postgres -am test -Dtest=ConfigurationReferenceTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE;

    @Test
    void isThatOfTheCode() throws IOException {
        String reference = reference();
        if (System.getProperty(WRITE) != null) {
            Files.writeString(FILE, reference);
        }
        assertThat(FILE).as("write it anew: " + COMMAND).exists().content().isEqualTo(reference);
    }

    private static String reference() {
        StringBuilder text = new StringBuilder("""
                # Configuration of the sink

                Beside these there are [Connect's own](https://kafka.apache.org/documentation/#sinkconnectconfigs): topics, tasks,
                converters, transforms and dead letters. This page is written from the code, by

                    %s
                """.formatted(COMMAND));
        for (ConfigKey key : SinkConfig.DEFINITION.configKeys().values()) {
            text.append("\n## `").append(key.name).append("`\n\n");
            text.append(key.documentation).append("\n\n");
            text.append("| type | default | valid values | importance |\n|---|---|---|---|\n| ")
                    .append(key.type.name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(defaultOf(key))
                    .append(" | ")
                    .append(
                            key.validator == null
                                    ? ""
                                    : key.validator.toString().replace("|", "\\|"))
                    .append(" | ")
                    .append(key.importance.name().toLowerCase(Locale.ROOT))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "none: it must be set";
        }
        return key.defaultValue == null ? "not set" : "`" + ConfigDef.convertToString(key.defaultValue, key.type) + "`";
    }
}
