package io.sluice.control.letter;

import io.sluice.control.topic.TopicReader;
import io.sluice.core.letter.DeadLetter;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the topic of dead letters on from where somebody has stopped, be it this process or another, and writes what it finds
 * into the ledger. Several may do so at once: each letter is taken once. Not thread-safe.
 */
public final class LetterReading implements AutoCloseable {

    /** Taken in one transaction. */
    private static final int TAKEN_MAX = 500;

    private final KafkaCluster kafka;
    private final String topic;
    private final LetterLedger ledger;
    private String topicId = "";
    private Optional<TopicReader> reader = Optional.empty();

    public LetterReading(Pipeline pipeline, KafkaCluster kafka, LetterLedger ledger) {
        this.kafka = kafka;
        this.topic = pipeline.topics().deadLetters();
        this.ledger = ledger;
    }

    /**
     * Takes the letters that have been written by now.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    public void readOn() throws SQLException, InterruptedException {
        if (reader.isEmpty() && !begin()) {
            return;
        }
        boolean taken = false;
        try {
            takeFrom(reader.get());
            taken = true;
        } catch (TakingException e) {
            throw e.cause;
        } finally {
            if (!taken) {
                // The reader may have handed on what is not taken: it begins again where the ledger ends.
                close();
            }
        }
    }

    private void takeFrom(TopicReader letters) {
        List<DeadLetter> read = new ArrayList<>();
        LetterLog.read(letters, letter -> {
            read.add(letter);
            if (read.size() == TAKEN_MAX) {
                take(read);
            }
        });
        take(read);
    }

    private boolean begin() throws SQLException, InterruptedException {
        Optional<String> id = LetterLog.topicId(kafka, topic);
        if (id.isPresent()) {
            topicId = id.get();
            reader = Optional.of(new TopicReader(kafka, topic, ledger.next(topicId)));
        }
        return id.isPresent();
    }

    private void take(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        try {
            ledger.take(topicId, letters);
            letters.clear();
        } catch (SQLException e) {
            throw new TakingException(e);
        }
    }

    @Override
    public void close() {
        reader.ifPresent(TopicReader::close);
        reader = Optional.empty();
    }

    /** Takes a failure out of the reader's callback. */
    private static final class TakingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SQLException cause;

        TakingException(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
