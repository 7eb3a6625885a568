package io.sluice.core.policy;

/** What BINARY and VARBINARY columns become whose values are four or sixteen bytes long. */
public enum BinaryAs implements Choice {
    BYTEA,
    /** For sixteen bytes, in the order in which {@code UUID_TO_BIN(uuid)} writes them; shorter columns stay bytes. */
    UUID,
    /** An IPv4 or IPv6 address as {@code INET6_ATON} writes it. */
    INET
}
