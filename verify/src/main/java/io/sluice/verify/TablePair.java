package io.sluice.verify;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.SourceTable;
import io.sluice.core.model.TargetTable;

/** A table to compare: what it is in MySQL, and the mapping that says what it is to be in PostgreSQL. */
public record TablePair(SourceTable source, TableMapping mapping) {

    public TablePair {
        if (source.columns().size() != mapping.target().columns().size()) {
            throw new IllegalArgumentException("the mapping of " + source.id() + " is one of another table");
        }
    }

    /** @param rules by which the pipeline maps its tables */
    public static TablePair of(SourceTable source, MappingRules rules) {
        return new TablePair(source, TableMapping.compile(source, rules));
    }

    public TargetTable target() {
        return mapping.target();
    }
}
