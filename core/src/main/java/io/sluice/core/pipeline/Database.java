package io.sluice.core.pipeline;

/**
 * How to reach one of the two database servers.
 *
 * @param database the database to connect to; empty for MySQL, where a pipeline spans databases
 */
public record Database(String host, int port, String database, String user, Secret password) {

    /** {@code host:port}, for messages. */
    public String address() {
        return host + ":" + port;
    }
}
