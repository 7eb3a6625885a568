package io.sluice.control.run;

import io.sluice.control.connect.Connectors;
import io.sluice.control.load.LoadPlan;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.core.wire.HttpSchemaRegistry;
import io.sluice.load.LoadSource;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.Finding;
import io.sluice.schema.plan.PipelineSchema;
import io.sluice.schema.plan.SchemaApplication;
import io.sluice.schema.plan.SchemaPlan;
import io.sluice.schema.source.ServerIdentity;
import io.sluice.schema.source.SourceCheck;
import io.sluice.schema.source.SourceConnection;
import io.sluice.schema.target.PipelineRecord;
import io.sluice.schema.target.SchemaProgress;
import io.sluice.schema.target.TableConfiguration;
import io.sluice.schema.target.TargetConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is read from both databases before anything is changed: the source's tables and the schema that they will have
 * in PostgreSQL.
 *
 * @param tables those that the pipeline has, and has yet to get
 * @param source the server whose log is read
 * @param catalog of the source
 */
record Preparation(PipelineSchema tables, SourceCatalog catalog, ServerIdentity source) {

    /** Reads both databases and checks that the migration can start or continue. Changes nothing. */
    static Preparation of(Pipeline pipeline) throws SQLException {
        SourceCatalog catalog;
        ServerIdentity source;
        try (Connection mysql = SourceConnection.open(pipeline.source())) {
            catalog = SourceCatalog.read(mysql, pipeline.tables());
            source = ServerIdentity.read(mysql);
            new SourceCheck(mysql).run(catalog.rowEstimates().keySet());
        }
        try (Connection target = TargetConnection.open(pipeline.target())) {
            PipelineRecord record = new PipelineRecord(target, pipeline.name());
            source.require(record.sourceServer());
            PipelineSchema tables = PipelineSchema.read(pipeline, catalog, target);
            if (record.stage().isEmpty()) {
                SchemaApplication.check(target, tables.plan(), new SchemaProgress(target, pipeline.name()));
            }
            return new Preparation(tables, catalog, source);
        }
    }

    /** That of all tables. */
    SchemaPlan schema() {
        return tables.plan();
    }

    /** What readers of the load need. */
    LoadSource loadSource(Pipeline pipeline, Servers servers) {
        return LoadSource.of(
                pipeline, servers.kafka(), new HttpSchemaRegistry(servers.registry()), schema().rules(), catalog);
    }

    /** MySQL's estimate of each table's rows, in the order of the catalogue. */
    Map<TableId, Long> sourceRows() {
        return catalog.rowEstimates();
    }

    /** @throws SluiceException if the pipeline does not migrate one of these */
    void requireTables(Collection<TableId> named) {
        Set<TableId> migrated = sourceRows().keySet();
        named.stream().filter(table -> !migrated.contains(table)).findFirst().ifPresent(unknown -> {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "this pipeline migrates no table " + unknown + "; name it as MySQL does: DATABASE.TABLE");
        });
    }

    /** What the run goes on without, and the user has to know of: foreign keys whose changes of rows do not arrive. */
    List<String> warnings() {
        return schema().findings().stream()
                .filter(finding -> finding.code() == Finding.Code.FOREIGN_KEY_CASCADES)
                .map(Finding::toString)
                .toList();
    }

    /** Creates the tables that are missing. Those that come to others are announced, so that they are loaded. */
    void createTables(Pipeline pipeline, LoadPlan load) throws SQLException, InterruptedException {
        try (Connection target = TargetConnection.open(pipeline.target())) {
            SchemaApplication application = new SchemaApplication(target, schema(), pipeline, message -> {});
            if (new PipelineRecord(target, pipeline.name()).stage().isEmpty()) {
                application.createTables();
            } else if (!tables.added().isEmpty()) {
                application.addTables(
                        tables.added(), () -> load.reload(tables.added(), keyed()::contains, Optional.empty()));
            }
        }
    }

    private Set<TableId> keyed() {
        return catalog.tables().stream()
                .filter(table -> table.key().isPresent())
                .map(CatalogTable::id)
                .collect(Collectors.toSet());
    }

    /** Records what the pipeline is bound to from now on. */
    void record(Pipeline pipeline, String kafkaCluster) throws SQLException {
        try (Connection target = TargetConnection.open(pipeline.target())) {
            PipelineRecord record = new PipelineRecord(target, pipeline.name());
            record.bind(kafkaCluster, new Connectors(pipeline).sink());
            record.configure(TableConfiguration.of(pipeline));
            record.reads(source.id());
        }
    }
}
