package io.sluice.standalone;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * The transactions that a killed run left open. Until each of them is ended, readers of committed records get no record
 * that was written after it. The Connect worker cannot even start, since it first reads its offsets topic to the end.
 */
final class OpenTransactions {

    private static final String TRANSACTION_LOG = "__transaction_state";

    private OpenTransactions() {}

    /**
     * Aborts all of them and fences their producers; returns when readers can continue. To be called before any
     * producer of this run is started: only then does every open transaction belong to a killed producer.
     *
     * @throws ExecutionException if the broker refuses
     */
    static void abort(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            awaitCoordinators(admin);
            ListTransactionsOptions open = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
            List<String> ids = admin.listTransactions(open).all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .toList();
            admin.fenceProducers(ids).all().get();
        }
    }

    /**
     * A broker that has just started becomes leader of its partitions a moment later; before that it lists no
     * transactions.
     */
    private static void awaitCoordinators(Admin admin) throws ExecutionException, InterruptedException {
        if (!admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get()
                .contains(TRANSACTION_LOG)) {
            return;
        }
        while (admin
                .describeTopics(List.of(TRANSACTION_LOG))
                .allTopicNames()
                .get()
                .get(TRANSACTION_LOG)
                .partitions()
                .stream()
                .anyMatch(partition ->
                        partition.leader() == null || partition.leader().isEmpty())) {
            Pause.millis(50);
        }
    }
}
