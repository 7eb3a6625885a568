package io.sluice.control.change;

import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads with which schema changes something has yet to happen. Not thread-safe. */
public final class OpenChanges implements AutoCloseable {

    private final Pipeline pipeline;
    private final SchemaChangeLog log;
    private final Function<String, Optional<TableId>> tables;

    /** @param tables the table in MySQL of an output topic, if it is known */
    public OpenChanges(Pipeline pipeline, Function<String, Optional<TableId>> tables) {
        this.pipeline = pipeline;
        this.log = new SchemaChangeLog(pipeline);
        this.tables = tables;
    }

    /** In the order in which they came to PostgreSQL. */
    public List<OpenChange> read() throws SQLException {
        return log.open().stream()
                .map(entry -> OpenChange.of(entry, source(entry.table())))
                .toList();
    }

    private String source(TableId target) {
        return tables.apply(pipeline.topics().output(target)).orElse(target).toString();
    }

    @Override
    public void close() throws SQLException {
        log.close();
    }
}
