package io.sluice.control.watch;

import io.sluice.core.pipeline.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Whether a transformer of the user's own runs: whether its consumer group has members. */
public final class TransformerMembers implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Admin admin;
    private final String group;

    public TransformerMembers(KafkaCluster kafka, String group) {
        this.admin = Admin.create(kafka.clientProperties(ANSWER_MAX));
        this.group = group;
    }

    public boolean any() throws InterruptedException {
        try {
            return !admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw new KafkaException("Kafka does not answer: " + e.getCause().getMessage(), e);
        }
    }

    /** A hint for the user; empty if a transformer runs. */
    public String hint() throws InterruptedException {
        return any() ? "" : "no transformer runs; start one";
    }

    @Override
    public void close() {
        admin.close();
    }
}
