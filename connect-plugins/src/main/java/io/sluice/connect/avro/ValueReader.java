package io.sluice.connect.avro;

import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;

/** Reads the values of one Avro schema as values of one Connect schema. Stateless. */
@FunctionalInterface
interface ValueReader {

    Object read(BinaryDecoder in) throws IOException;
}
