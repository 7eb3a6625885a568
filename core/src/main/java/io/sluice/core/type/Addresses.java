package io.sluice.core.type;

import io.sluice.core.policy.Policy;
import io.sluice.core.type.UnmappableValueException.Remedy;
import java.nio.ByteBuffer;

/** Bytes that are an IP address, in network order. */
final class Addresses {

    static final int V4_BYTES = 4;
    static final int V6_BYTES = 16;

    private static final int GROUPS = V6_BYTES / Short.BYTES;

    /** Where an IPv4 address begins that is embedded in an IPv6 one. */
    private static final int EMBEDDED = V6_BYTES - V4_BYTES;

    private Addresses() {}

    /**
     * The address as PostgreSQL prints it.
     *
     * @param bytes gives a {@link ByteBuffer}
     */
    static ValueConversion inet(ValueConversion bytes) {
        return value -> {
            ByteBuffer address = ((ByteBuffer) bytes.convert(value)).slice();
            return switch (address.remaining()) {
                case V4_BYTES -> v4(address, 0);
                case V6_BYTES -> v6(address);
                default ->
                    throw new UnmappableValueException(
                            Policy.BINARY, address.remaining() + " bytes are no address", choice -> Remedy.setAside());
            };
        };
    }

    private static String v4(ByteBuffer address, int start) {
        StringBuilder text = new StringBuilder();
        for (int i = start; i < start + V4_BYTES; i++) {
            text.append(i == start ? "" : ".").append(Byte.toUnsignedInt(address.get(i)));
        }
        return text.toString();
    }

    /** In the short form of RFC 5952: {@code ::} for the first of the longest runs of two zero groups or more. */
    private static String v6(ByteBuffer address) {
        int from = GROUPS;
        int to = GROUPS;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && group(address, end) == 0) {
                end++;
            }
            if (end - start > Math.max(1, to - from)) {
                from = start;
                to = end;
            }
        }
        if (embedsV4(address, from, to)) {
            return (to == GROUPS - 2 ? "::" : "::ffff:") + v4(address, EMBEDDED);
        }
        return groups(address, 0, from) + (from < GROUPS ? "::" : "") + groups(address, to, GROUPS);
    }

    /** The addresses that begin with 96 zero bits, or with 80 and then 16 ones. */
    private static boolean embedsV4(ByteBuffer address, int from, int to) {
        return from == 0 && (to == GROUPS - 2 || (to == GROUPS - 3 && group(address, to) == 0xffff));
    }

    private static String groups(ByteBuffer address, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(group(address, i)));
        }
        return text.toString();
    }

    private static int group(ByteBuffer address, int index) {
        return Short.toUnsignedInt(address.getShort(index * Short.BYTES));
    }
}
