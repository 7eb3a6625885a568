package io.sluice.core.pipeline;

import io.sluice.core.access.Secret;
import io.sluice.core.access.Tls;
import java.util.Optional;

/**
 * How to reach one of the two database servers.
 *
 * @param database the database to connect to; empty for MySQL, where a pipeline spans databases
 * @param tls empty to encrypt where the server offers it, without knowing who it is
 */
public record Database(String host, int port, String database, String user, Secret password, Optional<Tls> tls) {

    /** {@code host:port}, for messages. */
    public String address() {
        return host + ":" + port;
    }
}
