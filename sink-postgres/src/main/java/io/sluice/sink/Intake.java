package io.sluice.sink;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Connect reads records for the task. While the intake is shut, Connect polls paused partitions, and so keeps
 * its place in the group.
 */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private enum State {
        OPEN,
        SHUT
    }

    private final SinkTaskContext context;
    private State state = State.OPEN;

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
            context.resume(assignment());
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

    private TopicPartition[] assignment() {
        return context.assignment().toArray(TopicPartition[]::new);
    }
}
