package io.sluice.e2e.bench.sink;

import io.sluice.control.connect.ConnectClient;
import io.sluice.core.access.HttpAccess;
import io.sluice.e2e.ChildJvm;
import java.net.URI;

/** A Connect worker that runs, and its REST interface. */
record Worker(ChildJvm process, ConnectClient connect) implements AutoCloseable {

    static Worker of(ChildJvm process) {
        return new Worker(process, new ConnectClient(HttpAccess.plain(URI.create(process.ready()))));
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
