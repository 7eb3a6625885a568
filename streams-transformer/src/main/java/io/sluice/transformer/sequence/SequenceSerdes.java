package io.sluice.transformer.sequence;

import io.sluice.core.sequence.HighWaterMark;
import io.sluice.core.sequence.KeyColumn;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** How Streams reads and writes marks and the columns that they are of. */
public final class SequenceSerdes {

    private SequenceSerdes() {}

    public static Serde<KeyColumn> columns() {
        return serde(KeyColumn::bytes, KeyColumn::parse);
    }

    public static Serde<HighWaterMark> marks() {
        return serde(HighWaterMark::bytes, HighWaterMark::parse);
    }

    private static <T> Serde<T> serde(Function<T, byte[]> write, Function<byte[], T> read) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : write.apply(value),
                (topic, bytes) -> bytes == null ? null : read.apply(bytes));
    }
}
