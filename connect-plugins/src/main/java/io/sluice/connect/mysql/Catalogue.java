package io.sluice.connect.mysql;

import io.debezium.DebeziumException;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.relational.TableId;
import io.sluice.connect.mysql.ddl.DdlStatement;
import io.sluice.core.charset.SourceCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What MySQL itself knows, now: the structure of tables, its character sets. Asked seldom, each time anew. */
final class Catalogue {

    private static final int NO_SUCH_DATABASE = 1049;
    private static final int NO_SUCH_TABLE = 1146;

    private final MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections;

    Catalogue(MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections) {
        this.connections = connections;
    }

    /** The statement that would make the table as it is, with all names in quotes; empty if there is none. */
    Optional<String> definition(TableId table) {
        try (BinlogConnectorConnection connection = connections.newConnection()) {
            List<String> definition = new ArrayList<>();
            connection.query("SHOW CREATE TABLE " + DdlStatement.quoted(table), row -> {
                while (row.next()) {
                    definition.add(row.getString(2));
                }
            });
            return definition.stream().findFirst();
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE || e.getErrorCode() == NO_SUCH_DATABASE) {
                return Optional.empty();
            }
            throw unreachable(e);
        }
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
