package io.sluice.sink.topic;

/**
 * The log of a partition, as Kafka has it now.
 *
 * @param topicId tells the topic from another one that had its name before
 * @param start the first offset whose record was not deleted by retention
 */
public record PartitionLog(String topicId, long start) {}
