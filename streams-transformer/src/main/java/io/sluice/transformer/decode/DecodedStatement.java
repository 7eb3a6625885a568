package io.sluice.transformer.decode;

import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.model.ChangeEvent;

/** The content of a record on a raw topic that tells of a schema change. */
public record DecodedStatement(SchemaStatement statement, ChangeEvent.Origin origin) {}
