package io.sluice.demo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on 127.0.0.1. */
public final class LoopbackPort {
    public static final String HOST = "127.0.0.1";

    /**
     * Below the range that operating systems hand to outgoing connections: none of those takes the port of a server that
     * is being restarted.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    private LoopbackPort() {}

    /**
     * The port in the file if it is free, so that addresses survive a restart; otherwise another, written to the file.
     */
    public static int notedIn(Path file) {
        try {
            if (Files.exists(file)) {
                int noted = Integer.parseInt(Files.readString(file).strip());
                if (isFree(noted)) {
                    return noted;
                }
            }
            int port = ThreadLocalRandom.current()
                    .ints(LOWEST, HIGHEST)
                    .filter(LoopbackPort::isFree)
                    .findFirst()
                    .orElseThrow();
            Files.writeString(file, Integer.toString(port));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // closed connections of the last run must not block the port
            socket.bind(new InetSocketAddress(address(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress address() throws UnknownHostException {
        return InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1});
    }
}
