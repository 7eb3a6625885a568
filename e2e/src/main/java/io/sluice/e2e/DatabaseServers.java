package io.sluice.e2e;

import io.sluice.demo.server.LocalMySql;
import io.sluice.demo.server.LocalPostgres;
import java.nio.file.Path;

/** The two database servers that everything in this process shares. They end with it, however it ends. */
public record DatabaseServers(LocalMySql mysql, LocalPostgres postgres) {

    private static final class Shared {
        static final DatabaseServers SERVERS = start(Path.of(System.getProperty("sluice.servers", "target/servers")));
    }

    /** The servers of this process, started at the first call. */
    public static DatabaseServers shared() {
        return Shared.SERVERS;
    }

    /** Starts both, with their data below the directory. */
    private static DatabaseServers start(Path directory) {
        return new DatabaseServers(
                LocalMySql.start(directory.resolve("mysql"), System.err::println),
                LocalPostgres.start(directory.resolve("postgres"), System.err::println));
    }
}
