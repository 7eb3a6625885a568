package io.sluice.e2e.network;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's connection to the proxy and the proxy's to the server, as one. Its threads end with it. */
final class Link {

    private static final int DIRECTIONS = 2;

    /** Part of the work of a direction; when it fails, the connection is over. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private final Socket client;
    private final Socket server;
    private final AtomicInteger open = new AtomicInteger(DIRECTIONS);
    private final List<Thread> threads;

    private Link(Socket client, Socket server, Flow up, Flow down) {
        this.client = client;
        this.server = server;
        threads = List.of(
                new Thread(() -> run(up::read), "proxy: from client"),
                new Thread(() -> run(() -> writeAll(up, server)), "proxy: to server"),
                new Thread(() -> run(down::read), "proxy: from server"),
                new Thread(() -> run(() -> writeAll(down, client)), "proxy: to client"));
        threads.forEach(thread -> thread.setDaemon(true));
    }

    /** A connection of any protocol. */
    static Link raw(Weather weather, Socket client, Socket server) throws IOException {
        Chunks up = Chunks.raw(client.getInputStream());
        Chunks down = Chunks.raw(server.getInputStream());
        return new Link(
                client,
                server,
                new Flow(weather, up, server.getOutputStream()),
                new Flow(weather, down, client.getOutputStream()));
    }

    /** A connection to PostgreSQL, message by message. */
    static Link postgres(Weather weather, Socket client, Socket server) throws IOException {
        PostgresSession session = new PostgresSession();
        DataInputStream up = buffered(client);
        DataInputStream down = buffered(server);
        return new Link(
                client,
                server,
                new Flow(weather, () -> session.fromClient(up), server.getOutputStream()),
                new Flow(weather, () -> session.fromServer(down), client.getOutputStream()));
    }

    private static DataInputStream buffered(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
    }

    void start() {
        threads.forEach(Thread::start);
    }

    boolean isOpen() {
        return open.get() > 0;
    }

    /** Breaks both connections without a farewell, and loses what was on its way. May be called twice. */
    void cut() {
        open.set(0);
        threads.forEach(Thread::interrupt);
        reset(client);
        reset(server);
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (IOException | InterruptedException e) {
            cut();
        }
    }

    /** A side that has said all it has to say may still be listening. */
    private void writeAll(Flow flow, Socket to) throws IOException, InterruptedException {
        flow.write();
        to.shutdownOutput();
        if (open.decrementAndGet() == 0) {
            client.close();
            server.close();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }
}
