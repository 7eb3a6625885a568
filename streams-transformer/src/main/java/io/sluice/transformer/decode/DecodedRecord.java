package io.sluice.transformer.decode;

import io.sluice.core.model.ChangeEvent;
import io.sluice.core.name.TableId;

/**
 * The content of one record on a raw topic.
 *
 * @param table the MySQL table that changed
 */
public record DecodedRecord(TableId table, ChangeEvent event) {}
