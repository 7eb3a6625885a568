package io.sluice.control.letter;

import io.sluice.control.topic.TopicReader;
import io.sluice.core.letter.DeadLetter;
import io.sluice.core.letter.LetterForms;
import io.sluice.core.pipeline.KafkaCluster;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;

/** The topic of a pipeline's dead letters. */
final class LetterLog {

    private LetterLog() {}

    /**
     * Kafka's id of the topic, by which one that was made anew is told from its predecessor; empty if there is none.
     *
     * @throws KafkaException if Kafka cannot be reached
     */
    static Optional<String> topicId(KafkaCluster kafka, String topic) throws InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            return Optional.of(admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .topicId()
                    .toString());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }

    /** Hands on the letters that have come since the call before. */
    static void read(TopicReader topic, Consumer<DeadLetter> letters) {
        topic.read(letter -> letters.accept(letter(letter)));
    }

    /** A letter in the one form. */
    static DeadLetter letter(ConsumerRecord<byte[], byte[]> letter) {
        return LetterForms.read(letter.offset(), letter.timestamp(), letter.key(), name -> header(letter, name));
    }

    /** The value of a header; null if there is none. */
    static byte[] header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
