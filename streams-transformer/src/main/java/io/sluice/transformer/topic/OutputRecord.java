package io.sluice.transformer.topic;

import org.apache.kafka.common.header.Headers;

/**
 * A record for one of the transformer's topics.
 *
 * @param value null for a tombstone
 */
public record OutputRecord(Address address, byte[] value, Headers headers) {

    /**
     * Where a record goes. It takes the key's place within the topology, since topic and partition are decided from what
     * the key holds, not from its bytes.
     *
     * @param key null for none
     */
    public record Address(String topic, int partition, byte[] key) {}
}
