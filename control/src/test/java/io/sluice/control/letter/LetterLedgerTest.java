package io.sluice.control.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.control.server.KafkaAndPostgres;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.letter.DeadLetter;
import io.sluice.core.letter.ReasonClass;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.verify.LetterKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each letter is taken once, whoever reads the topic and however often a stage has written it. */
class LetterLedgerTest {

    private static final String RAW = "shop.mysql.shop.orders";

    @TempDir
    private static Path directory;

    private static KafkaAndPostgres servers;
    private static KafkaCluster kafka;
    private static Pipeline pipeline;

    @BeforeAll
    static void start() throws IOException {
        servers = KafkaAndPostgres.start(directory);
        kafka = servers.kafka();
        pipeline = servers.pipeline();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void aLetterIsTakenOnceAndMovesOnce() throws Exception {
        try (LetterLedger ledger = new LetterLedger(pipeline);
                LetterReading reading = new LetterReading(pipeline, kafka, ledger);
                LetterReading other = new LetterReading(pipeline, kafka, ledger)) {
            reading.readOn();
            assertThat(ledger.open()).as("before there is a topic, and a table").isEmpty();
            assertThat(ledger.move(List.of(0L), LetterState.DISCARDED)).isZero();

            createTopic();
            write(41, "column v: 300 does not fit smallint\0", "{\"id\":7}");
            write(41, "column v: 300 does not fit smallint\0", "{\"id\":7}");
            write(42, "column v: 301 does not fit smallint\0", "{\"id\":8}");
            reading.readOn();
            other.readOn();
            assertThat(ledger.open())
                    .containsExactly(new OpenCount(
                            RAW, ReasonClass.VALUE_UNMAPPABLE, "column v: … does not fit smallint\u2400", 2));

            write(43, "column v: 302 does not fit smallint\0", "{\"id\":9}");
            other.readOn();
            reading.readOn();
            LetterSelection all = LetterSelection.ofTopics(Set.of(RAW));
            assertThat(ledger.openOf(all))
                    .extracting(TrackedLetter::letter)
                    .extracting(DeadLetter::number)
                    .containsExactly(0L, 2L, 3L);
            TrackedLetter last = ledger.numbered(List.of(3L)).get(0);
            assertThat(last.letter().key()).hasValue("{\"id\":9}");
            assertThat(last.letter().origin().offset()).hasValue(43);
            assertThat(ledger.move(List.of(0L), LetterState.DISCARDED)).isEqualTo(1);
            LetterKeys rows = ledger.keys(Set.of(RAW));
            assertThat(rows).isEqualTo(new LetterKeys(4, Set.of("{\"id\":8}", "{\"id\":9}"), false));
            LetterKeys before = new LetterKeys(3, rows.keys(), true);
            assertThat(ledger.moveRows(Set.of(RAW), before, LetterState.REPLAYED))
                    .isEqualTo(1);
            assertThat(ledger.move(List.of(0L, 2L), LetterState.SETTLED)).isZero();
            assertThat(ledger.open()).extracting(OpenCount::count).containsExactly(1L);
            assertThatThrownBy(() -> Letters.requireOpen(LetterSelection.numbered(List.of(3L, 2L)), ledger))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageContaining("dead letter 2 is REPLAYED");
            assertThatThrownBy(() -> Letters.requireOpen(LetterSelection.numbered(List.of(9L)), ledger))
                    .hasMessageContaining("there is no dead letter 9");
        }
        anotherTopicHasOtherLetters();
    }

    private static void anotherTopicHasOtherLetters() throws Exception {
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            admin.deleteTopics(List.of(pipeline.topics().deadLetters())).all().get();
            await().until(() ->
                    !admin.listTopics().names().get().contains(pipeline.topics().deadLetters()));
        }
        createTopic();
        try (LetterLedger ledger = new LetterLedger(pipeline);
                LetterReading reading = new LetterReading(pipeline, kafka, ledger)) {
            reading.readOn();
            assertThat(ledger.open()).isEmpty();
            write(41, "column v: 303 does not fit smallint", "{\"id\":7}");
            reading.readOn();
            assertThat(ledger.openOf(LetterSelection.all()))
                    .extracting(TrackedLetter::letter)
                    .extracting(DeadLetter::number)
                    .containsExactly(0L);
        }
    }

    private static void createTopic() throws Exception {
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            admin.createTopics(List.of(new NewTopic(pipeline.topics().deadLetters(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void write(long offset, String reason, String key) throws Exception {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(pipeline.topics().deadLetters(), 0, null, new byte[] {1});
        Map.of(
                        "sluice.stage",
                        "transformer",
                        "sluice.reason",
                        reason,
                        "sluice.reason-class",
                        "VALUE_UNMAPPABLE",
                        "sluice.source-topic",
                        RAW,
                        "sluice.source-partition",
                        "0",
                        "sluice.source-offset",
                        Long.toString(offset),
                        "sluice.row-key",
                        key)
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(letter).get();
        }
    }
}
