package io.sluice.e2e.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Stands on a free port of 127.0.0.1 between clients and one server on the same host, and is the network's weather:
 * slow, broken or silent, for all its connections at once and from one moment to the next. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {

    /** How much of what passes is understood. */
    private enum Protocol {
        ANY,
        POSTGRES
    }

    /** What becomes of those who want to connect. */
    private enum Door {
        OPEN,
        SHUT
    }

    private final Protocol protocol;
    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Weather weather = new Weather();
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile Door door = Door.OPEN;

    private TcpProxy(Protocol protocol, int targetPort) {
        this.protocol = protocol;
        InetAddress host = InetAddress.getLoopbackAddress();
        target = new InetSocketAddress(host, targetPort);
        try {
            listener = new ServerSocket();
            listener.bind(new InetSocketAddress(host, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread acceptor = new Thread(this::accept, "proxy: accept");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** A proxy for any protocol, which knows of no messages; {@link #trap} catches nothing. */
    public static TcpProxy to(int targetPort) {
        return new TcpProxy(Protocol.ANY, targetPort);
    }

    /** A proxy that understands PostgreSQL's protocol, unencrypted; a little slower. */
    public static TcpProxy toPostgres(int targetPort) {
        return new TcpProxy(Protocol.POSTGRES, targetPort);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Whatever passes from now on takes that much longer, in each direction, at no cost of throughput. */
    public void delay(Duration eachWay) {
        weather.delay(eachWay);
    }

    /** Breaks all connections; new ones are welcome. */
    public void cut() {
        links.forEach(Link::cut);
    }

    /** The server cannot be reached any more: breaks all connections, and new ones at once. */
    public void shut() {
        door = Door.SHUT;
        cut();
    }

    /** The server can be reached again. */
    public void open() {
        door = Door.OPEN;
    }

    /** Nothing passes any more, and nobody is told: all connections stay, and new ones get no answer. */
    public void freeze() {
        weather.freeze();
    }

    /** What was held by {@link #freeze} goes on. */
    public void thaw() {
        weather.thaw();
    }

    /** Sets a trap for the first message, from now on, that the predicate holds for. */
    public Trap trap(Predicate<Message> prey) {
        Trap trap = new Trap(prey);
        weather.add(trap);
        return trap;
    }

    /** Breaks all connections, and ends. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            shut();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                welcome(listener.accept());
            } catch (IOException e) {
                // The proxy was closed, or the client has gone again.
            }
        }
    }

    private void welcome(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(target);
            // The proxy decides what waits; the system must not hold small pieces back until others are confirmed.
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            links.removeIf(link -> !link.isOpen());
            Link link =
                    switch (protocol) {
                        case ANY -> Link.raw(weather, client, server);
                        case POSTGRES -> Link.postgres(weather, client, server);
                    };
            links.add(link);
            link.start();
            // Looked at after the link is known, so that shutting the door either sees the link or is seen here.
            if (door == Door.SHUT) {
                link.cut();
            }
        } catch (IOException e) {
            client.close();
            server.close();
            throw e;
        }
    }
}
