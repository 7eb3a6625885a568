package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonBinary;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonFormatter;
import java.io.IOException;

/** Writes the binary log's form of a JSON document as MySQL prints it, as the snapshot gets to see it. */
final class BinaryJson extends JsonBinary {

    private BinaryJson(byte[] bytes) {
        super(bytes);
    }

    static String text(byte[] bytes) throws IOException {
        MySqlJsonText text = new MySqlJsonText();
        new BinaryJson(bytes).parse(text);
        return text.getString();
    }

    /** Microseconds in the lowest 24 bits, then 6 bits each of seconds and minutes, then hours; the sign is that of all. */
    @Override
    protected void parseTime(JsonFormatter formatter) throws IOException {
        long packed = readInt64();
        long size = Math.abs(packed);
        ((MySqlJsonText) formatter)
                .time(
                        packed < 0 ? "-" : "",
                        (int) (size >> 36) & 0x3ff,
                        (int) (size >> 30) & 0x3f,
                        (int) (size >> 24) & 0x3f,
                        (int) size & 0xffffff);
    }
}
