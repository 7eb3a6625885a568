package io.sluice.sink;

import io.sluice.sink.apply.OffsetAlteration;
import io.sluice.sink.target.TargetSession;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** A sink connector that applies changes to PostgreSQL exactly once, from any topic with Connect schemas. */
public final class PostgresSinkConnector extends SinkConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public void start(Map<String, String> props) {
        new SinkConfig(props);
        settings = Map.copyOf(props);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PostgresSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, settings);
    }

    @Override
    public void stop() {}

    /** Also connects to the target, if all values are valid by themselves. */
    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        Config config = super.validate(connectorConfigs);
        if (config.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            ConnectionCheck.run(new SinkConfig(connectorConfigs)).ifPresent(fault -> config.configValues().stream()
                    .filter(value -> value.name().equals(fault.key()))
                    .forEach(value -> value.addErrorMessage(fault.key() + ": " + fault.sentence())));
        }
        return config;
    }

    /**
     * Sets the offsets in the target, see {@link OffsetAlteration}. Connect itself sets those of the consumer group,
     * which serve only monitors of the lag.
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<TopicPartition, Long> offsets) {
        SinkConfig config = new SinkConfig(connectorConfig);
        try (TargetSession session = config.session()) {
            new OffsetAlteration(config.connector(), config::reads).apply(session, offsets);
        }
        return true;
    }

    @Override
    public ConfigDef config() {
        return SinkConfig.DEFINITION;
    }

    @Override
    public String version() {
        return Version.CURRENT;
    }
}
