package io.sluice.connect.mysql;

import io.debezium.schema.DefaultTopicNamingStrategy;
import io.debezium.spi.schema.DataCollectionId;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.Topics;
import java.util.Properties;

/** Names the topics of tables as all stages do: Debezium's own names may be the same for two tables. */
public final class SourceTopics extends DefaultTopicNamingStrategy {

    /** Called by Debezium. */
    public SourceTopics(Properties properties) {
        super(properties);
    }

    /** @param table of MySQL; has a database and a name */
    @Override
    public String dataChangeTopic(DataCollectionId table) {
        return topicNames.computeIfAbsent(table, id -> prefix + "." + Topics.ofTable(inCore(id)));
    }

    private static TableId inCore(DataCollectionId table) {
        io.debezium.relational.TableId id = (io.debezium.relational.TableId) table;
        return new TableId(id.catalog(), id.table());
    }
}
