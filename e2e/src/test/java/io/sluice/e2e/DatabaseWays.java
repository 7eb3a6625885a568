package io.sluice.e2e;

import io.sluice.e2e.network.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;

/** Proxies between pipelines and the shared databases. */
record DatabaseWays(TcpProxy mysql, TcpProxy postgres) implements AutoCloseable {

    static DatabaseWays open() throws IOException {
        DatabaseServers servers = DatabaseServers.shared();
        return new DatabaseWays(
                TcpProxy.to(servers.mysql().port()),
                TcpProxy.to(servers.postgres().port()));
    }

    /** A pipeline that reaches its databases by these ways. */
    TestPipeline pipeline(PipelineText text) throws SQLException, IOException {
        DatabaseServers servers = DatabaseServers.shared();
        TestPipeline pipeline = TestPipeline.create(text);
        Files.writeString(
                pipeline.file(),
                Files.readString(pipeline.file())
                        .replace(":" + servers.mysql().port(), ":" + mysql.port())
                        .replace(":" + servers.postgres().port() + "/", ":" + postgres.port() + "/"));
        return pipeline;
    }

    @Override
    public void close() {
        mysql.close();
        postgres.close();
    }
}
