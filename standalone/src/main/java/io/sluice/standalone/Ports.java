package io.sluice.standalone;

import io.sluice.core.pipeline.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The loopback ports of one run. */
public record Ports(int broker, int controller, int connect, int registry) {

    static final String HOST = "127.0.0.1";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /**
     * Below the range that operating systems use for outgoing connections, so that no client takes a port between its
     * choice and the start of the server.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS_MAX = 1_000;
    private static final int ANY = 0;

    /** Takes the ports of an earlier run if they are free, and others if not. */
    public static Ports choose(Optional<Servers> earlier) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            return new Ports(
                    hold(earlier.map(Ports::brokerPort).orElse(ANY), held),
                    hold(ANY, held),
                    hold(earlier.map(s -> s.connect().url().getPort()).orElse(ANY), held),
                    hold(earlier.map(s -> s.registry().url().getPort()).orElse(ANY), held));
        } finally {
            held.forEach(Ports::release);
        }
    }

    private static int brokerPort(Servers servers) {
        return URI.create("kafka://" + servers.kafka().bootstrapServers()).getPort();
    }

    /** All sockets stay open until the last port is chosen, so that no port is chosen twice. */
    private static int hold(int preferred, List<ServerSocket> held) {
        int port = preferred == ANY ? random() : preferred;
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try {
                ServerSocket socket = new ServerSocket();
                held.add(socket);
                socket.bind(address(port));
                return port;
            } catch (IOException taken) {
                port = random();
            }
        }
        throw new StandaloneException("No free port was found between " + LOWEST + " and " + HIGHEST + " on " + HOST
                + "; stop a program that listens there.");
    }

    static InetSocketAddress address(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    }

    private static int random() {
        return ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new StandaloneException("Port " + socket.getLocalPort() + " could not be released; start again.", e);
        }
    }

    public Servers servers() {
        return Servers.plain(
                HOST + ":" + broker,
                URI.create("http://" + HOST + ":" + connect),
                URI.create("http://" + HOST + ":" + registry + RegistryProcess.API));
    }
}
