package io.sluice.control.letter;

import io.sluice.core.letter.ReasonClass;

/**
 * The open dead letters of one topic that have the same reason.
 *
 * @param topic which their records come from: a table's raw topic, or its output topic
 * @param reason with '…' in place of values and positions, by which the letters differ
 */
public record OpenCount(String topic, ReasonClass kind, String reason, long count) {}
