package io.sluice.transformer.topic;

import org.apache.kafka.common.header.Headers;

/**
 * A record for one of the transformer's topics.
 *
 * @param value null for a tombstone
 */
public record OutputRecord(Address address, byte[] value, Headers headers) {

    /**
     * Where a record goes. It takes the key's place within the topology, so that each record names its topic and partition.
     *
     * @param key null for none
     */
    public record Address(String topic, int partition, byte[] key) {}
}
