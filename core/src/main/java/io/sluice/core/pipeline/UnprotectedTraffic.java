package io.sluice.core.pipeline;

import io.sluice.core.access.HttpAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the servers on other machines whose traffic somebody on the way could read or change. */
public final class UnprotectedTraffic {

    private UnprotectedTraffic() {}

    /** One sentence that names them, or nothing if there are none. */
    public static Optional<String> warning(Pipeline pipeline) {
        List<String> servers = new ArrayList<>();
        database("MySQL", pipeline.source(), servers);
        database("PostgreSQL", pipeline.target(), servers);
        pipeline.servers().ifPresent(own -> {
            kafka(own.kafka(), servers);
            http("Kafka Connect", own.connect(), servers);
            http("the schema registry", own.registry(), servers);
        });
        return servers.isEmpty()
                ? Optional.empty()
                : Optional.of("anybody on the way may read or change the traffic to " + String.join(", ", servers)
                        + "; protect it as docs/security.md says");
    }

    private static void database(String name, Database database, List<String> servers) {
        if (database.tls().isEmpty() && !isLoopback(database.host())) {
            servers.add(name + " at " + database.address());
        }
    }

    private static void kafka(KafkaCluster kafka, List<String> servers) {
        boolean encrypted =
                kafka.security().getOrDefault("security.protocol", "").endsWith("SSL");
        boolean remote = Arrays.stream(kafka.bootstrapServers().split(","))
                .anyMatch(address -> !isLoopback(address.strip().replaceFirst(":\\d+$", "")));
        if (!encrypted && remote) {
            servers.add("Kafka at " + kafka.bootstrapServers());
        }
    }

    private static void http(String name, HttpAccess server, List<String> servers) {
        boolean encrypted = "https".equals(server.url().getScheme());
        if (!encrypted && !isLoopback(server.url().getHost())) {
            servers.add(name + " at " + server.url().getAuthority());
        }
    }

    /** By name only: what a name leads to is not ours to find out here. */
    private static boolean isLoopback(String host) {
        return host != null && host.matches("localhost|127(\\.\\d+){3}|\\[?::1]?");
    }
}
