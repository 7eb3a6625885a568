package io.sluice.schema.plan;

import io.sluice.core.access.Secret;
import io.sluice.core.flood.LetterCount;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.pipeline.Database;
import io.sluice.core.pipeline.LoadPace;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.core.wire.RecordLimit;
import java.nio.file.Path;
import java.util.Optional;

/** Pipelines of which only tables and rules matter. */
final class Pipelines {

    private static final Database NONE =
            new Database("localhost", 1, "", "nobody", new Secret.Environment("NONE"), Optional.empty());

    private Pipelines() {}

    static Pipeline of(String name, TableSelection tables, MappingRules rules) {
        return new Pipeline(
                name,
                NONE,
                tables,
                RecordLimit.PRESET,
                NONE,
                rules,
                Pipeline.DEFAULT_SEQUENCE_DISTANCE,
                Pipeline.DEFAULT_RAW_RETENTION,
                LetterCount.PER_MINUTE_MAX_DEFAULT,
                Pipeline.DEFAULT_REWRITE_BYTES_MAX,
                LoadPace.PRESET,
                Path.of("none"),
                Optional.empty(),
                Optional.empty());
    }
}
