package io.sluice.sink;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Connect reads records for the task. While the intake is shut, Connect polls paused partitions, and so keeps
 * its place in the group. Single partitions can be held while the others are read.
 */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private enum State {
        OPEN,
        SHUT
    }

    private final SinkTaskContext context;
    private State state = State.OPEN;
    private Set<TopicPartition> held = Set.of();

    Intake(SinkTaskContext context) {
        this.context = context;
    }

    /** Resumes partitions that were assigned: Connect keeps those paused that were paused when they were revoked. */
    void welcome() {
        state = State.SHUT;
        open();
    }

    void open() {
        if (state == State.SHUT) {
            context.resume(without(held));
            state = State.OPEN;
            LOG.debug("PostgreSQL has caught up");
        }
    }

    void shut() {
        // Also if it is shut already: partitions may have been assigned since.
        context.pause(assignment());
        if (state == State.OPEN) {
            state = State.SHUT;
            LOG.debug("Reading has to wait for PostgreSQL");
        }
    }

    /** Has these partitions not read, and no others, whether the intake is open or shut. */
    void hold(Set<TopicPartition> partitions) {
        if (partitions.equals(held)) {
            return;
        }
        Set<TopicPartition> released = new HashSet<>(held);
        released.removeAll(partitions);
        released.retainAll(context.assignment());
        held = Set.copyOf(partitions);
        Set<TopicPartition> paused = new HashSet<>(held);
        paused.retainAll(context.assignment());
        context.pause(paused.toArray(TopicPartition[]::new));
        if (state == State.OPEN) {
            context.resume(released.toArray(TopicPartition[]::new));
        }
    }

    private TopicPartition[] assignment() {
        return without(Set.of());
    }

    private TopicPartition[] without(Set<TopicPartition> excluded) {
        return context.assignment().stream()
                .filter(partition -> !excluded.contains(partition))
                .toArray(TopicPartition[]::new);
    }
}
