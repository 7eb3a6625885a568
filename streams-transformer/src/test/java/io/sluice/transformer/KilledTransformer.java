package io.sluice.transformer;

import io.sluice.core.access.HttpAccess;
import io.sluice.core.flood.LetterCount;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.Topics;
import io.sluice.transformer.config.TransformerConfig;
import io.sluice.transformer.deadletter.OnError;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A transformer in a process of its own, for a test that kills it. */
final class KilledTransformer {

    private KilledTransformer() {}

    /** @param arguments the broker's address and the state directory */
    public static void main(String[] arguments) throws InterruptedException {
        Transformer transformer =
                Transformer.start(config(arguments[0], Path.of(arguments[1])), registry(), Throwable::printStackTrace);
        while (transformer.failure().isEmpty()) {
            Thread.sleep(1000);
        }
    }

    static TransformerConfig config(String broker, Path state) {
        return new TransformerConfig(
                new Topics("K"),
                broker,
                HttpAccess.plain(URI.create("http://none")),
                KafkaCluster.BROKERS_DEFAULT,
                RecordLimit.PRESET,
                "lz4",
                MappingRules.none(),
                100,
                Duration.ofDays(7),
                OnError.FAIL,
                LetterCount.PER_MINUTE_MAX_DEFAULT,
                state,
                Map.of());
    }

    static RawTable table(InMemorySchemaRegistry registry) {
        return new RawTable("shop", "killed", registry).key("id", "\"long\"", "BIGINT");
    }

    /** Knows the raw schemas, each by the same id in every process. */
    static InMemorySchemaRegistry registry() {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        RawTable.RawRecord record = table(registry).insert(0L);
        record.key();
        record.value();
        return registry;
    }
}
