package io.sluice.load.write;

import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.Topics;

/**
 * What makes the records of one table. Not thread-safe.
 *
 * @param topics that they go to
 * @param output of its rows
 * @param letters of those that cannot be carried over
 * @param policies what they do to its values
 * @param limit of one record
 */
public record TableRecords(
        Topics topics, TableOutput output, LoadLetters letters, PolicyTally policies, RecordLimit limit) {}
