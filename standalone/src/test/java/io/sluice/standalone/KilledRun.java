package io.sluice.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A run in a process of its own that writes something, says so, and never ends by itself. */
final class KilledRun {

    static final String TOPIC = "killed";
    static final List<String> PAIR = List.of("left", "right");
    static final String SUBJECT = "killed-value";
    static final String READY = "schema id ";

    private KilledRun() {}

    public static void main(String[] args) throws Exception {
        Standalone standalone = PlainStandalone.start(Path.of(args[0]));
        Traffic traffic = new Traffic(standalone.servers());
        traffic.createTopic(TOPIC);
        traffic.produceInTransaction(TOPIC, "before");
        traffic.leaveTransactionOpen(TOPIC, "never committed");
        int schemaId = traffic.registerSchema(SUBJECT, "double");
        for (String topic : PAIR) {
            traffic.createTopic(topic);
        }
        for (int writer = 0; writer < 24; writer++) {
            traffic.produceWithoutEnd("writer-" + writer, PAIR);
        }
        traffic.consume(PAIR.get(0), 20);
        System.out.println(READY + schemaId);
        new CountDownLatch(1).await();
    }
}
