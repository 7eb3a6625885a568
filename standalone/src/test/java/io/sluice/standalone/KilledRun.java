package io.sluice.standalone;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A run in a process of its own that writes something, says so, and never ends by itself. */
final class KilledRun {

    static final String TOPIC = "killed";
    static final String SUBJECT = "killed-value";
    static final String READY = "schema id ";

    private KilledRun() {}

    public static void main(String[] args) throws Exception {
        Standalone standalone = PlainStandalone.start(Path.of(args[0]));
        Traffic traffic = new Traffic(standalone.servers());
        traffic.createTopic(TOPIC);
        traffic.produceInTransaction(TOPIC, "before");
        int schemaId = traffic.registerSchema(SUBJECT, "double");
        System.out.println(READY + schemaId);
        new CountDownLatch(1).await();
    }
}
