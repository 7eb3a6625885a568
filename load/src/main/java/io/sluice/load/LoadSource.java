package io.sluice.load;

import io.sluice.core.charset.SourceCharsets;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.Operation;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.load.flood.LetterAdmission;
import io.sluice.load.flood.LoadFloods;
import io.sluice.load.read.TableReader;
import io.sluice.load.remove.RowRemoval;
import io.sluice.load.write.ChunkSender;
import io.sluice.load.write.LoadLetters;
import io.sluice.load.write.PolicyTally;
import io.sluice.load.write.TableOutput;
import io.sluice.load.write.TableRecords;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.source.CharsetQuery;
import io.sluice.schema.source.SourceConnection;
import io.sluice.schema.value.SourceValues;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all readers of a load share: the servers, the tables and the rules. Thread-safe; what it makes is for one thread.
 *
 * @param pipeline whose tables are loaded
 * @param kafka where its topics are
 * @param registry of its schemas
 * @param rules by which its rows are mapped
 * @param charsets of the source
 * @param throttle of all readers together
 * @param tables by their names in MySQL
 */
public record LoadSource(
        Pipeline pipeline,
        KafkaCluster kafka,
        SchemaRegistry registry,
        MappingRules rules,
        SourceCharsets charsets,
        LoadThrottle throttle,
        Map<TableId, CatalogTable> tables) {

    public LoadSource {
        tables = Map.copyOf(tables);
    }

    public static LoadSource of(
            Pipeline pipeline, KafkaCluster kafka, SchemaRegistry registry, MappingRules rules, SourceCatalog catalog) {
        return new LoadSource(
                pipeline,
                kafka,
                registry,
                rules,
                new SourceCharsets(new CharsetQuery(() -> SourceConnection.open(pipeline.source()))),
                new LoadThrottle(pipeline.load()),
                catalog.byId());
    }

    /** A session whose statements are consistent reads, and which reads values as Debezium sends them. */
    Connection mysql() throws SQLException {
        Connection mysql = SourceConnection.openForMuch(pipeline.source());
        try (Statement statement = mysql.createStatement()) {
            SourceValues.prepare(mysql);
            // Zero and impossible dates are bounds like any other; sizes of tables are those of now.
            statement.execute(
                    "SET SESSION sql_mode = 'ALLOW_INVALID_DATES', max_execution_time = 0, information_schema_stats_expiry = 0,"
                            + " transaction_isolation = 'REPEATABLE-READ'");
            return mysql;
        } catch (SQLException e) {
            mysql.close();
            throw e;
        }
    }

    /** An id that no other writer has. All of a pipeline begin alike, so that one rule can permit them. */
    String transactionalId() {
        return pipeline.name() + "-load-" + UUID.randomUUID();
    }

    /** Whether the rows of a table can be told apart. */
    public boolean hasKey(TableId id) {
        return tables.get(id).key().isPresent();
    }

    /**
     * What removes rows of a table from PostgreSQL.
     *
     * @throws NullPointerException if the pipeline has no such table
     */
    public RowRemoval removal(TableId id) throws SQLException {
        CatalogTable table = Objects.requireNonNull(tables.get(id), () -> "the pipeline has no table " + id);
        TableOutput output = new TableOutput(pipeline.topics(), TableMapping.compile(table.source(), rules), registry);
        return removal(new TableReader(table, charsets), output, RowRemoval.PresentRows.LEFT_ALONE);
    }

    /**
     * The same, but the rows that MySQL has are sent anew. One that cannot be carried over becomes a dead letter, however many
     * there are: each takes the place of the letter by whose key the row was found.
     *
     * @param name of the replay, which no other has
     * @throws NullPointerException if the pipeline has no such table
     */
    public RowRemoval replay(TableId id, String name) throws SQLException {
        CatalogTable table = Objects.requireNonNull(tables.get(id), () -> "the pipeline has no table " + id);
        TableLoad load = table(table, LetterAdmission.unlimited());
        AtomicInteger parts = new AtomicInteger();
        return removal(load.reader(), load.records().output(), (rows, send) -> {
            String part = name + "-" + parts.incrementAndGet();
            ChunkSender sender = new ChunkSender(load.records(), send, part, Operation.RELOAD, rows.origin());
            rows.rows().forEach(sender::row);
            sender.finish();
        });
    }

    private RowRemoval removal(TableReader reader, TableOutput output, RowRemoval.PresentRows present)
            throws SQLException {
        Map<String, Object> properties = kafka.clientProperties();
        properties.putAll(pipeline.recordLimit().producer());
        properties.put("transactional.id", transactionalId());
        Connection mysql = mysql();
        try {
            return new RowRemoval(mysql, reader, output, present, properties);
        } catch (RuntimeException e) {
            mysql.close();
            throw e;
        }
    }

    /** Which tables are stopped. */
    LoadFloods floods() {
        return new LoadFloods(kafka, pipeline.topics(), pipeline.deadLettersPerMinuteMax());
    }

    TableLoad table(CatalogTable table, LetterAdmission admission) {
        TableId id = table.id();
        PolicyTally policies = new PolicyTally(id);
        TableMapping mapping = TableMapping.compile(table.source(), rules, policies);
        TableRecords records = new TableRecords(
                pipeline.topics(),
                new TableOutput(pipeline.topics(), mapping, registry),
                new LoadLetters(pipeline.topics(), admission, id, table.source().columnNames()),
                policies,
                pipeline.recordLimit());
        return new TableLoad(table, new TableReader(table, charsets), records);
    }
}
