package io.sluice.core.wire;

import java.util.HashMap;
import java.util.Map;

/**
 * The largest record that any stage sends, and that the pipeline's topics take, before it is compressed. A record is one
 * row; an update has both its images, unless they do not fit (see {@link Headers#SHORTENED_BEFORE}).
 *
 * @param bytes of key, value and headers, from {@link #BYTES_MIN} to {@link #BYTES_MAX}
 */
public record RecordLimit(int bytes) {

    public static final int BYTES_MIN = 1 << 20;
    public static final int BYTES_MAX = 512 << 20;

    /** MySQL itself takes rows of up to {@code max_allowed_packet}, 64 MB by default. */
    public static final RecordLimit PRESET = new RecordLimit(32 << 20);

    /** Names, positions and the like that travel with a row. */
    private static final int ENVELOPE_BYTES = 64 << 10;

    /** What the headers take at most. */
    private static final int HEADER_BYTES = ENVELOPE_BYTES / 2;

    /** What a consumer fetches at once if the first record is not larger: enough to keep it busy, and no more. */
    private static final int FETCH_BYTES = 16 << 20;

    /** @throws IllegalArgumentException if the bytes are out of bounds */
    public RecordLimit {
        if (bytes < BYTES_MIN || bytes > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "the largest record has " + BYTES_MIN + " to " + BYTES_MAX + " bytes, unlike " + bytes);
        }
    }

    /** How many bytes the values of a row may have. */
    public int valueBytes() {
        return bytes - ENVELOPE_BYTES;
    }

    /** How many bytes key and value of a record may have, so that there is room for its headers. */
    public int keyAndValueBytes() {
        return bytes - HEADER_BYTES;
    }

    /** What is said of a larger record, without its size, so that all of them count as one reason. */
    public String tooLarge(String what) {
        return what + " is larger than source.record-bytes-max, " + bytes
                + " bytes, allows: raise it in pipeline.yaml, then write the row again";
    }

    /** What a producer needs to send such records, and what bounds the bytes that wait in it. */
    public Map<String, String> producer() {
        return Map.of(
                "max.request.size", Integer.toString(bytes),
                "buffer.memory", Integer.toString(Math.max(bytes, PRESET.bytes)));
    }

    /** What bounds the bytes that wait in a consumer, which takes a single larger record all the same. */
    public Map<String, String> consumer() {
        return Map.of("fetch.max.bytes", Integer.toString(FETCH_BYTES));
    }

    /** The settings of a producer or consumer with a prefix, as Connect and Streams take them. */
    public static Map<String, String> prefixed(String prefix, Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(prefix + name, value));
        return prefixed;
    }
}
