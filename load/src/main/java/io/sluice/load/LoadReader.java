package io.sluice.load;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.load.LoadEntry;
import io.sluice.core.load.LoadState;
import io.sluice.core.load.LoadWork;
import io.sluice.core.load.WorkTurn;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.TopicKind;
import io.sluice.load.flood.LoadFloods;
import io.sluice.load.flood.TableFloodException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader of a load: a member of the group that shares the work. Each item is done in one Kafka transaction, with what
 * follows from it and its offset in the topic of work, so that it is done once, or not yet, whoever is killed; small items
 * share one. Belongs to one thread.
 */
public final class LoadReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoadReader.class);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Between two looks at work that cannot be done yet. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A statement came between the beginning of a snapshot and its first row. */
    private static final int DEFINITION_CHANGED = 1412;

    /** So that two readers that begin a load at once give it different numbers. */
    private static final int NUMBERS_APART = 1_000;

    /** How long the end of a transaction may take. */
    private static final Duration END_MAX = Duration.ofSeconds(10);

    /**
     * Small items share a transaction for this long, since its end costs more than they do. Readers of the topics see none of
     * their rows, nor what follows them, before it ends.
     */
    private static final long SHARED_NANOS = Duration.ofMillis(200).toNanos();

    private static final long KEEP_ALIVE_NANOS = Duration.ofSeconds(1).toNanos();

    private final LoadSource source;
    private final Predicate<LoadWork> admitted;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Connection mysql;
    private final LoadFloods floods;
    private Optional<ItemsTransaction> underWay = Optional.empty();

    private LoadReader(
            LoadSource source,
            Predicate<LoadWork> admitted,
            KafkaConsumer<byte[], byte[]> consumer,
            KafkaProducer<byte[], byte[]> producer,
            Connection mysql,
            LoadFloods floods) {
        this.source = source;
        this.admitted = admitted;
        this.consumer = consumer;
        this.producer = producer;
        this.mysql = mysql;
        this.floods = floods;
    }

    /**
     * Takes part in a load until the thread is interrupted.
     *
     * @param state of the loads, which somebody keeps up to date
     * @param admitted the work that is done; other work is left for later
     * @throws IllegalStateException if a load has begun of a table that this process does not know
     * @throws SluiceException {@link ExitCode#UNREACHABLE} if its transaction is lost, and with it nothing: another reader may
     *     begin
     * @throws SQLException if MySQL does not answer, or refuses
     * @throws org.apache.kafka.common.KafkaException if Kafka refuses
     */
    public static void run(LoadSource source, LoadState state, Predicate<LoadWork> admitted)
            throws SQLException, InterruptedException {
        try (LoadReader reader = open(source, admitted)) {
            reader.work(state);
        } catch (InterruptException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (KafkaException e) {
            throw isRefusal(e) || isRefusal(e.getCause()) ? e : lost(e);
        } catch (SQLException e) {
            if (e.getErrorCode() == DEFINITION_CHANGED) {
                throw lost(e);
            }
            throw e;
        }
    }

    private static boolean isRefusal(Throwable e) {
        return e instanceof AuthorizationException || e instanceof AuthenticationException;
    }

    private static SluiceException lost(Exception e) {
        return new SluiceException(
                ExitCode.UNREACHABLE, "A reader of the load begins its chunk anew: " + e.getMessage(), e);
    }

    private static LoadReader open(LoadSource source, Predicate<LoadWork> admitted) throws SQLException {
        Connection mysql = source.mysql();
        try {
            KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    consumerProperties(source), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    producerProperties(source), new ByteArraySerializer(), new ByteArraySerializer());
            return new LoadReader(source, admitted, consumer, producer, mysql, source.floods());
        } catch (RuntimeException e) {
            mysql.close();
            throw e;
        }
    }

    private static Map<String, Object> consumerProperties(LoadSource source) {
        Map<String, Object> properties = source.kafka().clientProperties();
        properties.put("group.id", source.pipeline().name() + "-load");
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        properties.put("max.poll.records", "1");
        properties.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        // The work of a killed reader goes to others after seconds.
        properties.put("session.timeout.ms", "6000");
        properties.put("heartbeat.interval.ms", "2000");
        return properties;
    }

    private static Map<String, Object> producerProperties(LoadSource source) {
        Pipeline pipeline = source.pipeline();
        Map<String, Object> properties = source.kafka().clientProperties();
        properties.putAll(pipeline.recordLimit().producer());
        properties.put("transactional.id", source.transactionalId());
        properties.put("compression.type", pipeline.compression());
        properties.put("batch.size", "262144");
        properties.put("linger.ms", "5");
        return properties;
    }

    private void work(LoadState state) throws SQLException, InterruptedException {
        producer.initTransactions();
        TableLoader loader = new TableLoader(source, state, mysql, floods);
        String topic = source.pipeline().topics().loadWork();
        consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                // What comes while an item is being worked on has to wait.
                consumer.pause(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
        });
        while (!Thread.currentThread().isInterrupted()) {
            Duration wait = source.throttle().wait(mysql);
            if (!wait.isZero()) {
                commit();
                consumer.poll(wait);
                continue;
            }
            consumer.resume(consumer.assignment());
            ConsumerRecords<byte[], byte[]> items = consumer.poll(underWay.isPresent() ? Duration.ZERO : LOOK);
            consumer.pause(consumer.assignment());
            if (items.isEmpty()) {
                commit();
            }
            for (ConsumerRecord<byte[], byte[]> item : items) {
                work(item, state, loader);
            }
        }
        throw new InterruptedException();
    }

    private void work(ConsumerRecord<byte[], byte[]> item, LoadState state, TableLoader loader) throws SQLException {
        LoadWork work = LoadWork.decode(item.value());
        WorkTurn turn = state.turn(work);
        if (turn == WorkTurn.UNKNOWN || (turn == WorkTurn.NOW && !isToBeDone(work))) {
            postpone(item, work);
            return;
        }
        ItemsTransaction transaction = transaction(item);
        try {
            // What is left of an earlier load is done with.
            if (turn == WorkTurn.NOW) {
                loader.run(work, transaction);
            }
        } catch (TableFloodException e) {
            LOG.warn(e.getMessage());
            giveUp(transaction, e);
            postpone(item, work);
            return;
        } catch (SQLSyntaxErrorException e) {
            if (!loader.isOutdated(work)) {
                throw e;
            }
            giveUp(transaction, e);
            beginAnew(item, work, state, e);
            return;
        }
        transaction.done(item);
        if (transaction.isLong()) {
            commit();
        }
    }

    private boolean isToBeDone(LoadWork work) {
        return admitted.test(work) && !floods.isStopped(work.table());
    }

    /** The transaction under way, or a new one; the item is the next that is done in it. */
    private ItemsTransaction transaction(ConsumerRecord<byte[], byte[]> item) {
        ItemsTransaction transaction = underWay.orElseGet(ItemsTransaction::new);
        underWay = Optional.of(transaction);
        transaction.begin(item);
        return transaction;
    }

    private void commit() {
        underWay.ifPresent(ItemsTransaction::commit);
        underWay = Optional.empty();
    }

    /** Other items that were done in the transaction have to be done anew, which another reader does. */
    private void giveUp(ItemsTransaction transaction, Exception reason) {
        if (transaction.hasDone()) {
            throw lost(reason);
        }
        producer.abortTransaction();
        underWay = Optional.empty();
    }

    /** What was read of a table with a structure that it has no longer counts no more. */
    private void beginAnew(
            ConsumerRecord<byte[], byte[]> item, LoadWork work, LoadState state, SQLSyntaxErrorException reason) {
        // Another reader may do so at the same time; the greater number counts.
        long number = Math.max(System.currentTimeMillis(), state.newest() + 1)
                + ThreadLocalRandom.current().nextInt(NUMBERS_APART);
        LOG.warn("The structure of {} has changed; its load begins anew: {}", work.table(), reason.getMessage());
        LoadEntry hold = new LoadEntry.Hold(number, work.table());
        ItemsTransaction transaction = transaction(item);
        transaction.send(new ProducerRecord<>(source.pipeline().topics().load(), 0, hold.key(), hold.value()));
        transaction.send(new LoadWork.BeginAnew(number, work.table(), reason.getMessage()), 0);
        transaction.done(item);
        commit();
    }

    /** Puts work that cannot be done yet behind other work, after a pause. */
    private void postpone(ConsumerRecord<byte[], byte[]> item, LoadWork work) {
        commit();
        consumer.poll(PAUSE);
        ItemsTransaction transaction = transaction(item);
        transaction.send(work, 0);
        transaction.done(item);
        commit();
    }

    /**
     * The transaction of several items of work, which small tables share; what was not committed is given up when the reader is
     * closed.
     */
    private final class ItemsTransaction implements WorkTransaction {

        private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        private final long begunNanos = System.nanoTime();
        private ConsumerRecord<byte[], byte[]> item;
        private long keptNanos = begunNanos;

        ItemsTransaction() {
            producer.beginTransaction();
        }

        /** From now on it is this item that is being done. */
        void begin(ConsumerRecord<byte[], byte[]> next) {
            item = next;
        }

        void done(ConsumerRecord<byte[], byte[]> finished) {
            done.put(partition(finished), new OffsetAndMetadata(finished.offset() + 1));
        }

        boolean hasDone() {
            return !done.isEmpty();
        }

        boolean isLong() {
            return System.nanoTime() - begunNanos > SHARED_NANOS;
        }

        @Override
        public void send(ProducerRecord<byte[], byte[]> record) {
            // What fails here fails the commit.
            var unused = acknowledged(record);
        }

        @Override
        public Future<?> acknowledged(ProducerRecord<byte[], byte[]> record) {
            return producer.send(record);
        }

        @Override
        public void send(LoadWork next, int turn) {
            int partition = (item.partition() + turn) % TopicKind.WORK_PARTITIONS;
            send(new ProducerRecord<>(item.topic(), partition, null, next.value()));
        }

        @Override
        public void commitPart() {
            done.put(partition(item), new OffsetAndMetadata(item.offset()));
            commit();
            producer.beginTransaction();
        }

        /**
         * Commits with the offsets of the work to be done next. A reader that the group has given up is fenced by it; one that
         * is still a member loses partitions only while it polls, so that it knows which are its own.
         */
        void commit() {
            if (!consumer.assignment().containsAll(done.keySet())) {
                throw new CommitFailedException("another reader has taken over the work of this one");
            }
            producer.sendOffsetsToTransaction(done, consumer.groupMetadata());
            producer.commitTransaction();
        }

        private static TopicPartition partition(ConsumerRecord<byte[], byte[]> item) {
            return new TopicPartition(item.topic(), item.partition());
        }

        @Override
        public void keepAlive() {
            long now = System.nanoTime();
            if (now - keptNanos > KEEP_ALIVE_NANOS) {
                keptNanos = now;
                pause(Duration.ZERO);
            }
        }

        @Override
        public void pause(Duration time) {
            // All partitions are paused: this brings no record, but takes part in the group.
            consumer.poll(time);
        }
    }

    /** Gives up the transaction under way, and leaves the group, also in a thread that is interrupted. */
    @Override
    public void close() throws SQLException {
        boolean interrupted = Thread.interrupted();
        try (mysql;
                floods;
                consumer) {
            producer.close(END_MAX);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
