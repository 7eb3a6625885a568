package io.sluice.e2e.network;

import io.sluice.e2e.network.Chunks.Chunk;
import io.sluice.e2e.network.Message.Side;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Splits both directions of an unencrypted PostgreSQL connection into messages. A driver names a statement once, with
 * its text, and by its name alone from then on; so the names are kept.
 */
final class PostgresSession {

    private static final int PROTOCOL_MAJOR = 3;

    /** Of the client's flow alone. */
    private final Map<String, String> statements = new HashMap<>();

    /** From the start-up message on, every message begins with its type. */
    private volatile boolean started;

    /** The next message of the client, or null at the end. */
    Chunk fromClient(DataInputStream in) throws IOException {
        if (!started) {
            return new Chunk(untyped(in), new Message(Side.CLIENT, ""));
        }
        int type = in.read();
        if (type < 0) {
            return null;
        }
        byte[] bytes = typed(type, in);
        return new Chunk(bytes, new Message(Side.CLIENT, sql(type, body(bytes))));
    }

    /** The next message of the server, or null at the end. */
    Chunk fromServer(DataInputStream in) throws IOException {
        int type = in.read();
        if (type < 0) {
            return null;
        }
        if (!started) {
            // The answer to a request for encryption is one byte.
            return new Chunk(new byte[] {(byte) type}, new Message(Side.SERVER, ""));
        }
        byte[] bytes = typed(type, in);
        return new Chunk(bytes, new Message(Side.SERVER, answer(type, body(bytes))));
    }

    private byte[] untyped(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = ByteBuffer.allocate(length).putInt(length).array();
        in.readFully(bytes, Integer.BYTES, length - Integer.BYTES);
        // Otherwise it asks for encryption, or for a query to be cancelled.
        started = ByteBuffer.wrap(bytes).getShort(Integer.BYTES) == PROTOCOL_MAJOR;
        return bytes;
    }

    private static byte[] typed(int type, DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes =
                ByteBuffer.allocate(1 + length).put((byte) type).putInt(length).array();
        in.readFully(bytes, 1 + Integer.BYTES, length - Integer.BYTES);
        return bytes;
    }

    private static ByteBuffer body(byte[] message) {
        int start = 1 + Integer.BYTES;
        return ByteBuffer.wrap(message, start, message.length - start);
    }

    /** What the message executes. Parsing executes nothing, and binding leads to execution at once. */
    private String sql(int type, ByteBuffer body) {
        return switch (type) {
            case 'Q' -> text(body);
            case 'P' -> {
                statements.put(text(body), text(body));
                yield "";
            }
            case 'B' -> {
                text(body); // the portal
                yield statements.getOrDefault(text(body), "");
            }
            default -> "";
        };
    }

    private static String answer(int type, ByteBuffer body) {
        return switch (type) {
            case 'C' -> text(body);
            case 'E' -> Message.ERROR + state(body);
            default -> "";
        };
    }

    /** An error's fields each begin with a letter, C for the SQLSTATE; a zero ends them. */
    private static String state(ByteBuffer body) {
        for (byte field = body.get(); field != 0; field = body.get()) {
            String value = text(body);
            if (field == 'C') {
                return value;
            }
        }
        return "";
    }

    /** Reads up to the next zero. */
    private static String text(ByteBuffer body) {
        int from = body.position();
        while (body.get() != 0) {
            // Goes on to the end of the text.
        }
        byte[] text = new byte[body.position() - 1 - from];
        body.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
