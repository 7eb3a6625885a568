package io.sluice.demo.server;

import java.nio.file.Path;

/** A program that starts both servers, says so, and waits to be killed. */
final class ServersUntilKilled {
    static final String READY = "ready";

    private ServersUntilKilled() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[0]);
        try (var mysql = LocalMySql.start(directory.resolve("mysql"), line -> {});
                var postgres = LocalPostgres.start(directory.resolve("postgres"), line -> {})) {
            System.out.println(READY + " " + mysql.port() + " " + postgres.port());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
