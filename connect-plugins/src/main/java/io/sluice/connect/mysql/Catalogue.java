package io.sluice.connect.mysql;

import io.debezium.DebeziumException;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.sluice.core.charset.SourceCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What MySQL itself knows of its character sets. Asked seldom. */
final class Catalogue {

    private final MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections;

    Catalogue(MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections) {
        this.connections = connections;
    }

    SourceCharsets charsets() {
        return new SourceCharsets(sql -> {
            try (BinlogConnectorConnection connection = connections.newConnection()) {
                List<Map.Entry<String, String>> rows = new ArrayList<>();
                connection.query(sql, row -> {
                    while (row.next()) {
                        rows.add(Map.entry(row.getString(1), row.getString(2)));
                    }
                });
                return rows;
            } catch (SQLException e) {
                throw unreachable(e);
            }
        });
    }

    private static DebeziumException unreachable(SQLException e) {
        return new DebeziumException("MySQL did not answer: " + e.getMessage(), e);
    }
}
