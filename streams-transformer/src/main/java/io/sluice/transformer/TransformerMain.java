package io.sluice.transformer;

import io.sluice.core.access.AccessException;
import io.sluice.core.pipeline.ListenAddress;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.PipelineException;
import io.sluice.core.pipeline.PipelineFile;
import io.sluice.core.pipeline.Servers;
import io.sluice.core.pipeline.UnprotectedTraffic;
import io.sluice.metrics.HttpEndpoint;
import io.sluice.transformer.config.TransformerConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the transformer of a pipeline as a process of its own, until it is told to stop or fails: {@code TransformerMain
 * pipeline.yaml [kafka.properties]}.
 *
 * <p>The file names the user's own servers. The rules are those that {@code sluice run} publishes; the transformer
 * waits for them. Two environment variables are optional: {@code SLUICE_STATE_DIRECTORY} (default: {@code transformer}
 * below the pipeline's data directory), and {@code SLUICE_HTTP_LISTEN}, the address of metrics and health (default:
 * {@code 127.0.0.1:9404}). Exit codes are those of {@code sluice}: 0 stopped, 1 failed, 2 wrong usage or configuration,
 * 3 Kafka could not be reached.
 */
public final class TransformerMain {

    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private TransformerMain() {}

    public static void main(String[] arguments) {
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "io/sluice/transformer/logback.xml");
        }
        System.exit(run(arguments, LoggerFactory.getLogger(TransformerMain.class)));
    }

    private static int run(String[] arguments, Logger log) {
        if (arguments.length < 1 || arguments.length > 2) {
            log.error("Give the pipeline's file and, where Kafka Streams is to be tuned, one with its properties:"
                    + " TransformerMain pipeline.yaml [kafka.properties]");
            return 2;
        }
        try {
            return run(config(arguments, log));
        } catch (PipelineException | AccessException | IllegalArgumentException e) {
            log.error(e.getMessage());
            return 2;
        } catch (KafkaException e) {
            log.error("Kafka cannot be reached; check kafka.bootstrap-servers in {}.", arguments[0], e);
            return 3;
        }
    }

    private static int run(TransformerConfig config) {
        RuledTransformer transformer = new RuledTransformer(config);
        try (HttpEndpoint endpoint = listen(config, transformer)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(transformer), "stop"));
            transformer.run();
            return transformer.failure().isPresent() ? 1 : 0;
        }
    }

    private static HttpEndpoint listen(TransformerConfig config, RuledTransformer transformer) {
        String address = System.getenv().getOrDefault("SLUICE_HTTP_LISTEN", "127.0.0.1:9404");
        try {
            return HttpEndpoint.start(
                    ListenAddress.parse(address), config.stateDirectory(), new TransformerHealth(transformer::state));
        } catch (IOException e) {
            throw new PipelineException(
                    "metrics and health cannot be served at " + address + " (" + e.getMessage()
                            + "); set SLUICE_HTTP_LISTEN to another address",
                    e);
        }
    }

    private static void stop(RuledTransformer transformer) {
        try {
            transformer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TransformerConfig config(String[] arguments, Logger log) {
        Pipeline pipeline = PipelineFile.read(Path.of(arguments[0]));
        UnprotectedTraffic.warning(pipeline).ifPresent(log::warn);
        Servers servers = pipeline.servers()
                .orElseThrow(() -> new PipelineException(arguments[0]
                        + " names no servers; add 'kafka', 'connect' and 'registry' to run the transformer by itself"));
        String directory = System.getenv("SLUICE_STATE_DIRECTORY");
        Path state = directory == null ? pipeline.dataDirectory().resolve("transformer") : Path.of(directory);
        TransformerConfig config = TransformerConfig.of(pipeline, servers, state);
        return arguments.length == 1 ? config : config.withKafka(properties(Path.of(arguments[1])));
    }

    private static Map<String, String> properties(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new PipelineException(path + " cannot be read: " + e.getMessage(), e);
        }
        Map<String, String> result = new HashMap<>();
        properties.forEach((name, value) -> result.put(name.toString(), value.toString()));
        return result;
    }
}
