package io.sluice.e2e.compose;

import io.sluice.demo.shop.ShopWorkload;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes to the shop all the time; MySQL's own death it gets over. */
final class ShopWriter implements AutoCloseable {

    private static final int TRANSACTIONS_PER_SECOND = 10;

    private final ShopWorkload workload;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> work;

    ShopWriter(ComposeProject project) {
        workload = new ShopWorkload(project::shop, 20_261_121);
        work = thread.submit(() -> workload.runAtRate(TRANSACTIONS_PER_SECOND));
    }

    long committed() {
        return workload.committed();
    }

    /** Ends the writing. Fails if it could not go on. */
    void stop() throws InterruptedException, ExecutionException {
        workload.stop();
        work.get();
    }

    @Override
    public void close() {
        workload.stop();
        thread.shutdownNow();
        workload.close();
    }
}
