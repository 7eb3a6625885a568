package io.sluice.connect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.name.TableId;
import io.sluice.core.wire.Topics;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SourceTopicsTest {

    @Test
    void theConnectorsTopicIsTheOneThatAllStagesKnow() {
        Topics topics = new Topics("p");
        Properties properties = new Properties();
        properties.setProperty("topic.prefix", topics.source());
        SourceTopics strategy = new SourceTopics(properties);

        for (String table : new String[] {"orders", "ord$2024", "ord.2024"}) {
            assertThat(strategy.dataChangeTopic(new io.debezium.relational.TableId("my_shop", null, table)))
                    .isEqualTo(topics.raw(new TableId("my_shop", table)));
        }
        assertThat(strategy.schemaChangeTopic()).isEqualTo(topics.source());
    }
}
