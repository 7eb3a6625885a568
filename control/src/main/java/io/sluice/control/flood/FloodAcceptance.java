package io.sluice.control.flood;

import io.sluice.control.connect.Connectors;
import io.sluice.control.topic.TopicWriter;
import io.sluice.core.flood.LetterCount;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.Flood;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets tables go on that a flood has stopped, in the transformer or in the sink: their dead letters are accepted there,
 * whatever their number, until the table has had none for a minute.
 */
public final class FloodAcceptance {

    private static final Logger LOG = LoggerFactory.getLogger(FloodAcceptance.class);

    private final Pipeline pipeline;
    private final MappingRules rules;
    private final KafkaCluster kafka;

    /** @param rules by which the tables are named: those of the schema plan */
    public FloodAcceptance(Pipeline pipeline, MappingRules rules, KafkaCluster kafka) {
        this.pipeline = pipeline;
        this.rules = rules;
        this.kafka = kafka;
    }

    /**
     * Lets the tables go on; one that is not stopped is left as it is, so that a run can be started again by the same
     * command.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    public void accept(List<TableId> tables) throws SQLException, InterruptedException {
        if (tables.isEmpty()) {
            return;
        }
        try (FloodStates states = new FloodStates(kafka, pipeline.topics());
                SinkFloods sink = new SinkFloods(pipeline.target(), new Connectors(pipeline).sink())) {
            List<Flood> floods = states.read();
            for (TableId table : tables) {
                int stopped = acceptInTransformer(table, floods)
                        + sink.accept(pipeline.topics().output(rules.target(table)));
                LOG.info(
                        stopped == 0
                                ? "No dead letters of {} have to be accepted: it is not stopped"
                                : "The dead letters of {} are accepted",
                        table);
            }
        }
    }

    private int acceptInTransformer(TableId table, List<Flood> floods) throws InterruptedException {
        String topic = pipeline.topics().raw(table);
        List<Flood> stopped = floods.stream()
                .filter(flood -> flood.topic().equals(topic) && flood.state() instanceof Flood.Stopped)
                .toList();
        for (Flood flood : stopped) {
            long until = LetterCount.acceptedUntil(System.currentTimeMillis());
            Flood accepted = new Flood(topic, flood.partition(), new Flood.Accepted(until));
            new TopicWriter(kafka)
                    .write(pipeline.topics().floods(), accepted.key(), accepted.value(), "the acceptance");
        }
        return stopped.size();
    }
}
