package io.sluice.control.run;

import io.sluice.control.topic.TopicReader;
import io.sluice.control.topic.TopicWriter;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.RulesDocument;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes the rules of a run on a topic, from which the transformer reads them: it may be a process of its own, and does
 * not see the source's catalogue.
 */
final class RulesPublisher {

    private final KafkaCluster kafka;
    private final String topic;

    RulesPublisher(KafkaCluster kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /**
     * Publishes the rules, unless they are those in force: a transformer that runs would start again for nothing.
     *
     * @throws KafkaException if Kafka does not take them
     */
    void publish(MappingRules rules) throws InterruptedException {
        byte[] document = RulesDocument.encode(rules);
        if (!Arrays.equals(document, inForce())) {
            new TopicWriter(kafka).write(topic, RulesDocument.key(), document, "the rules");
        }
    }

    /** The last record, or null if there is none. */
    private byte[] inForce() {
        AtomicReference<byte[]> last = new AtomicReference<>();
        try (TopicReader reader = new TopicReader(kafka, topic)) {
            reader.read(record -> last.set(record.value()));
        }
        return last.get();
    }
}
