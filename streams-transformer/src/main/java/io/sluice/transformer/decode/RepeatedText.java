package io.sluice.transformer.decode;

import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.util.Utf8;

/** Reads texts that nearly always equal the previous one, such as a table's name; then it makes no new string. */
final class RepeatedText implements AvroReader {

    private Utf8 current = new Utf8();
    private Utf8 last = new Utf8();
    private String text = "";

    @Override
    public Object read(BinaryDecoder in) throws IOException {
        current = in.readString(current);
        if (!current.equals(last)) {
            Utf8 free = last;
            last = current;
            current = free;
            text = last.toString();
        }
        return text;
    }
}
