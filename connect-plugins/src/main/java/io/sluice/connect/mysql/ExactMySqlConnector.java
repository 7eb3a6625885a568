package io.sluice.connect.mysql;

import io.debezium.connector.mysql.MySqlConnector;
import org.apache.kafka.connect.connector.Task;

/**
 * Debezium's connector for MySQL, which takes all its settings, with nothing of a value lost on its way in: see
 * {@link ExactMySqlTask}.
 */
public final class ExactMySqlConnector extends MySqlConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return ExactMySqlTask.class;
    }
}
