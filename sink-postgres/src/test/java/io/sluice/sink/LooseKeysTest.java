package io.sluice.sink;

import static io.sluice.sink.TestTopic.nullable;
import static io.sluice.sink.TestTopic.typed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that are equal in PostgreSQL without being the same. */
class LooseKeysTest {

    private static final Schema KEY = TestTopic.record("shop", "word")
            .field("word", typed(SchemaBuilder.string(), "citext"))
            .build();
    private static final Schema VALUE = TestTopic.record("shop", "word")
            .field("word", typed(SchemaBuilder.string(), "citext"))
            .field("n", nullable(SchemaBuilder.int32(), "integer"))
            .build();

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = new TestTopic("p.postgres.shop.word", KEY, VALUE);
    private final TestSink sink = new TestSink(database);

    @BeforeEach
    void start() {
        database.execute(
                "CREATE EXTENSION citext",
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.word (word citext PRIMARY KEY, n int)");
        sink.open(topic.name);
        sink.put(topic.insert("apple", 1), topic.insert("pear", 2));
    }

    @AfterEach
    void stop() {
        sink.close();
    }

    @Test
    void aKeyThatChangesItsCaseIsTheOldRow() {
        sink.put(topic.delete("apple"), topic.insert("Apple", 3));

        assertThat(words()).containsExactly("Apple|3", "pear|2");
    }

    /** As it can be where both keys have a partition of their own. */
    @Test
    void aLateDeleteOfTheOldCaseLeavesTheNewRow() {
        sink.put(topic.insert("Apple", 3));
        sink.put(topic.delete("apple"));

        assertThat(words()).containsExactly("Apple|3", "pear|2");
    }

    private List<String> words() {
        assertThat(sink.context.deadLetters).isEmpty();
        return database.rows("SELECT word, n FROM shop.word ORDER BY word");
    }
}
