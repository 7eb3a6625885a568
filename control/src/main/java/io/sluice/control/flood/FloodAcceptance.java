package io.sluice.control.flood;

import io.sluice.core.flood.LetterCount;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.Flood;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets tables go on that a flood has stopped: their dead letters are accepted, whatever their number, until the table has
 * had none for a minute.
 */
public final class FloodAcceptance {

    private static final Logger LOG = LoggerFactory.getLogger(FloodAcceptance.class);

    private final Pipeline pipeline;
    private final KafkaCluster kafka;

    public FloodAcceptance(Pipeline pipeline, KafkaCluster kafka) {
        this.pipeline = pipeline;
        this.kafka = kafka;
    }

    /**
     * Lets the tables go on; one that is not stopped is left as it is, so that a run can be started again by the same
     * command.
     *
     * @throws KafkaException if Kafka cannot be reached
     */
    public void accept(List<TableId> tables) throws InterruptedException {
        if (tables.isEmpty()) {
            return;
        }
        try (FloodStates states = new FloodStates(kafka, pipeline.topics())) {
            List<Flood> floods = states.read();
            for (TableId table : tables) {
                accept(table, floods);
            }
        }
    }

    private void accept(TableId table, List<Flood> floods) throws InterruptedException {
        String topic = pipeline.topics().raw(table);
        List<Flood> stopped = floods.stream()
                .filter(flood -> flood.topic().equals(topic) && flood.state() instanceof Flood.Stopped)
                .toList();
        if (stopped.isEmpty()) {
            LOG.info("No dead letters of {} have to be accepted: it is not stopped", table);
        }
        for (Flood flood : stopped) {
            long until = LetterCount.acceptedUntil(System.currentTimeMillis());
            publish(new Flood(topic, flood.partition(), new Flood.Accepted(until)));
            LOG.info("The dead letters of {} are accepted", table);
        }
    }

    private void publish(Flood flood) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(pipeline.topics().floods(), 0, flood.key(), flood.value()))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Kafka does not take the acceptance: " + e.getCause().getMessage(), e);
        }
    }
}
