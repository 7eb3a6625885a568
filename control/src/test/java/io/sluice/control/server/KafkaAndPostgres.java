package io.sluice.control.server;

import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.PipelineFile;
import io.sluice.demo.server.LocalPostgres;
import io.sluice.standalone.Broker;
import io.sluice.standalone.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A broker and a PostgreSQL, and the pipeline {@code shop} whose target that PostgreSQL is. Its MySQL is not there. */
public record KafkaAndPostgres(Broker broker, LocalPostgres postgres, KafkaCluster kafka, Pipeline pipeline)
        implements AutoCloseable {

    public static KafkaAndPostgres start(Path directory) throws IOException {
        Ports ports = Ports.choose(Optional.empty());
        Broker broker = Broker.start(directory.resolve("kafka"), ports);
        LocalPostgres postgres = LocalPostgres.start(directory.resolve("postgres"), line -> {});
        Files.writeString(directory.resolve("secret"), postgres.password());
        Path file = Files.writeString(directory.resolve("pipeline.yaml"), """
                name: shop
                source: {url: "mysql://localhost", user: reader, password-file: secret, databases: [shop]}
                target:
                  url: postgresql://127.0.0.1:%d/postgres
                  user: postgres
                  password-file: secret
                  schemas: {shop: public}
                """.formatted(postgres.port()));
        return new KafkaAndPostgres(broker, postgres, ports.servers().kafka(), PipelineFile.read(file));
    }

    @Override
    public void close() {
        postgres.close();
        broker.close();
    }
}
