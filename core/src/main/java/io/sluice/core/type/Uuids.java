package io.sluice.core.type;

import io.sluice.core.policy.Policy;
import io.sluice.core.type.UnmappableValueException.Remedy;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Bytes that are a UUID. */
final class Uuids {

    static final int BYTES = 2 * Long.BYTES;

    private Uuids() {}

    /** @param bytes gives a {@link ByteBuffer} */
    static ValueConversion uuid(ValueConversion bytes) {
        return value -> {
            ByteBuffer uuid = (ByteBuffer) bytes.convert(value);
            if (uuid.remaining() != BYTES) {
                throw new UnmappableValueException(
                        Policy.BINARY, uuid.remaining() + " bytes are no UUID", choice -> Remedy.setAside());
            }
            int start = uuid.position();
            return new UUID(uuid.getLong(start), uuid.getLong(start + Long.BYTES)).toString();
        };
    }
}
