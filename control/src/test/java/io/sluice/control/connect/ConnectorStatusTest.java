package io.sluice.control.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.connect.ConnectorStatus.State;
import io.sluice.control.connect.ConnectorStatus.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectorStatusTest {

    private static final String TRACE = """
            org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer.
            \tat io.debezium.pipeline.ErrorHandler.setProducerThrowable(ErrorHandler.java:71)
            Caused by: java.net.ConnectException: Connection refused
            \tat java.base/sun.nio.ch.Net.pollConnect(Native Method)
            """;

    @Test
    void aFailedTaskNamesItsInnermostCause() {
        ConnectorStatus status = new ConnectorStatus(
                State.RUNNING, "", List.of(new Task(0, State.RUNNING, ""), new Task(1, State.FAILED, TRACE)));

        assertThat(status.failure()).contains("Connection refused");
    }

    @Test
    void aFailedConnectorCountsBeforeItsTasks() {
        ConnectorStatus status =
                new ConnectorStatus(State.FAILED, "java.lang.RuntimeException: no such class", List.of());

        assertThat(status.failure()).contains("no such class");
    }

    @Test
    void aConnectorWithoutTasksIsInNoState() {
        ConnectorStatus status = new ConnectorStatus(State.RUNNING, "", List.of());

        assertThat(status.failure()).isEmpty();
        assertThat(status.all(State.PAUSED)).isFalse();
    }
}
