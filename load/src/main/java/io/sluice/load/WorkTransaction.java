package io.sluice.load;

import io.sluice.core.load.LoadWork;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The Kafka transaction in which an item of work is done. */
interface WorkTransaction {

    /** Sends a record in it. */
    void send(ProducerRecord<byte[], byte[]> record);

    /**
     * Sends a record in it.
     *
     * @return done when Kafka has the record: what others send to its partition from then on comes later
     */
    Future<?> acknowledged(ProducerRecord<byte[], byte[]> record);

    /**
     * Has work done later.
     *
     * @param turn from 0: items of one turn are done by one reader, one after the other
     */
    void send(LoadWork next, int turn);

    /** Commits what has been sent. The item remains to be done, from its beginning if it is broken off. */
    void commitPart();

    /** Tells the others that the item is being worked on; to be called often. */
    void keepAlive();

    /** Waits, and tells the others so. */
    void pause(Duration time);
}
