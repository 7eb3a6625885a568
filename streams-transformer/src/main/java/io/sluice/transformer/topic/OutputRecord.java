package io.sluice.transformer.topic;

import org.apache.kafka.common.header.Headers;

/**
 * A record for one of the transformer's topics.
 *
 * @param value null for a tombstone
 */
public record OutputRecord(Address address, byte[] value, Headers headers) {

    /** Of key and value. */
    public int bytes() {
        return (address.key == null ? 0 : address.key.length) + (value == null ? 0 : value.length);
    }

    /**
     * The topic, partition and key of a record. Within the topology it is used in place of the key, so that each record
     * names its topic and partition.
     *
     * @param key null for none
     */
    public record Address(String topic, int partition, byte[] key) {}
}
