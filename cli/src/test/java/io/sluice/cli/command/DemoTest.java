package io.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.run.Installation;
import io.sluice.control.run.Until;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DemoTest {

    /** Without a pipeline's installation, a run that goes on after the stop fails. */
    @Test
    void aStopDuringTheStartOfTheServersEndsTheRun() throws Exception {
        AtomicReference<Demo> demo = new AtomicReference<>();
        List<String> messages = new ArrayList<>();
        demo.set(Demo.create(
                new Installation(Path.of("no-installation")),
                message -> {
                    messages.add(message);
                    if (message.startsWith("Loaded the shop")) {
                        demo.get().stop();
                    }
                },
                status -> {}));
        Path directory = demo.get().dataDirectory().getParent();

        try (Demo running = demo.get()) {
            running.run(Until.STOPPED, 1);
        }

        assertThat(messages).noneMatch(message -> message.startsWith("Starting Kafka"));
        assertThat(directory).doesNotExist();
    }
}
