package io.sluice.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for secrets where none may be; what it finds are the places. */
final class SecretSearch {

    private final List<String> secrets;
    private final List<String> found = new ArrayList<>();
    private int places;

    SecretSearch(List<String> secrets) {
        this.secrets = secrets;
    }

    List<String> found() {
        return found;
    }

    /** How many places were looked at: a search that looked nowhere proves nothing. */
    int places() {
        return places;
    }

    void look(String place, String text) {
        places++;
        if (secrets.stream().anyMatch(text::contains)) {
            found.add(place);
        }
    }

    /** What programs have printed or logged, anywhere below the directory. */
    void lookIntoLogs(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.toString().matches(".*\\.(log|out|err)")).forEach(this::lookIntoFile);
        }
    }

    private void lookIntoFile(Path file) {
        look(file.toString(), read(file));
    }

    /** What anybody on this machine sees of the processes. */
    void lookIntoCommandLines() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .map(process -> process.resolve("cmdline"))
                    .filter(Files::isReadable)
                    .forEach(this::lookIntoFile);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            if (file.startsWith("/proc")) {
                // The process has ended meanwhile.
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }

    /** Every record of every topic that a client may read, Connect's own topics included. */
    void lookIntoTopics(Map<String, Object> client) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        try (Admin admin = Admin.create(client)) {
            var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            admin.describeTopics(names).allTopicNames().get().values().forEach(topic -> topic.partitions()
                    .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition()))));
        }
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> look(
                                "topic " + record.topic() + " at " + record.offset(),
                                text(record.key()) + text(record.value())));
            }
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
