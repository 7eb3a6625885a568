package io.sluice.cli.run;

import io.sluice.cli.catalog.SourceCatalog;
import io.sluice.cli.schema.SchemaApplication;
import io.sluice.cli.schema.SchemaPlan;
import io.sluice.cli.schema.TargetCheck;
import io.sluice.cli.source.SourceCheck;
import io.sluice.cli.source.SourceConnection;
import io.sluice.cli.target.PipelineRecord;
import io.sluice.cli.target.TargetConnection;
import io.sluice.core.model.TableId;
import io.sluice.core.pipeline.Pipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * What is found out about both databases before anything is changed: the source's tables and the schema that they will
 * have in PostgreSQL.
 *
 * @param sourceRows MySQL's estimate of each table's rows, in the order of the catalogue
 */
record Preparation(SchemaPlan schema, Map<TableId, Long> sourceRows) {

    /** Reads both databases and checks that the migration can start, or go on. Changes nothing. */
    static Preparation of(Pipeline pipeline) throws SQLException {
        SourceCatalog catalog;
        try (Connection mysql = SourceConnection.open(pipeline.source())) {
            catalog = SourceCatalog.read(mysql, pipeline.tables());
            new SourceCheck(mysql).run(catalog.rowEstimates().keySet());
        }
        try (Connection target = TargetConnection.open(pipeline.target())) {
            PipelineRecord record = new PipelineRecord(target, pipeline.name());
            SchemaPlan schema = SchemaPlan.of(catalog, pipeline.rules(), pipeline.sequenceDistance(), record.server());
            if (record.stage().isEmpty()) {
                TargetCheck.run(target, schema);
            }
            return new Preparation(schema, catalog.rowEstimates());
        }
    }

    /** Creates the tables, unless an earlier run has. */
    void createTables(Pipeline pipeline) throws SQLException {
        try (Connection target = TargetConnection.open(pipeline.target())) {
            PipelineRecord record = new PipelineRecord(target, pipeline.name());
            if (record.stage().isEmpty()) {
                new SchemaApplication(target, schema, pipeline.name(), message -> {}).createTables();
            }
        }
    }
}
