package io.sluice.control.load;

import io.sluice.core.load.LoadEntry;
import io.sluice.core.load.LoadWork;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.TopicKind;
import io.sluice.core.wire.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Begins a load: says which tables it has, and hands out the work, in one transaction. */
final class LoadPlan {

    private final KafkaCluster kafka;
    private final Topics topics;

    LoadPlan(KafkaCluster kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /**
     * Publishes the plan.
     *
     * @param tables the largest first, so that none of them is the last to be read
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached, or another run has begun meanwhile
     */
    void publish(List<TableId> tables) {
        Map<String, Object> properties = kafka.clientProperties();
        // One for all runs: a run that was taken for dead is fenced.
        properties.put("transactional.id", topics.pipeline() + "-load-plan");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            LoadEntry plan = new LoadEntry.Plan(tables);
            var unused = producer.send(new ProducerRecord<>(topics.load(), 0, plan.key(), plan.value()));
            for (int i = 0; i < tables.size(); i++) {
                byte[] work = new LoadWork.Begin(tables.get(i)).value();
                unused = producer.send(
                        new ProducerRecord<>(topics.loadWork(), i % TopicKind.WORK_PARTITIONS, null, work));
            }
            producer.commitTransaction();
        }
    }
}
