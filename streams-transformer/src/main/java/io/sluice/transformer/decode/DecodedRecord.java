package io.sluice.transformer.decode;

import io.sluice.core.model.ChangeEvent;
import io.sluice.core.name.TableId;

/**
 * What one record on a raw topic says.
 *
 * @param table the MySQL table that changed
 */
public record DecodedRecord(TableId table, SnapshotMarker snapshot, ChangeEvent event) {}
