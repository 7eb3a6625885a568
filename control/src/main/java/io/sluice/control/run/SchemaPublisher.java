package io.sluice.control.run;

import io.sluice.control.topic.TopicReader;
import io.sluice.control.topic.TopicWriter;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.sql.TableDefinition;
import io.sluice.core.wire.SchemaDocument;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes the definitions of the tables that a run begins with; the transformer publishes those of tables that change while
 * it runs.
 */
final class SchemaPublisher {

    private final KafkaCluster kafka;
    private final String topic;

    SchemaPublisher(KafkaCluster kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /**
     * Publishes the definitions that the topic does not have.
     *
     * @throws KafkaException if Kafka does not take them
     */
    void publish(List<TableDefinition> tables) throws InterruptedException {
        Map<String, byte[]> published = published();
        IdentityHashMap<byte[], byte[]> missing = new IdentityHashMap<>();
        for (TableDefinition table : tables) {
            byte[] key = SchemaDocument.key(table.id());
            byte[] value = SchemaDocument.value(table, Optional.empty());
            if (!SchemaDocument.isSame(published.get(text(key)), value)) {
                missing.put(key, value);
            }
        }
        new TopicWriter(kafka).write(topic, missing, "the definitions of the tables");
    }

    private Map<String, byte[]> published() {
        Map<String, byte[]> published = new HashMap<>();
        try (TopicReader reader = new TopicReader(kafka, topic)) {
            reader.read(record -> published.put(text(record.key()), record.value()));
        }
        return published;
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }
}
