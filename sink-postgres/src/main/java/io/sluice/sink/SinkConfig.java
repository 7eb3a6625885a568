package io.sluice.sink;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.sluice.sink.apply.Retries;
import io.sluice.sink.change.TableNaming;
import io.sluice.sink.target.SchemaEvolution;
import io.sluice.sink.target.TargetSession;
import io.sluice.sink.topic.KafkaLogs;
import io.sluice.sink.topic.PartitionLogs;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.sink.SinkTask;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** The connector's configuration. */
public final class SinkConfig extends AbstractConfig {

    public static final String NAME = "name";
    public static final String CONNECTION_URL = "connection.url";
    public static final String CONNECTION_USER = "connection.user";
    public static final String CONNECTION_PASSWORD = "connection.password";
    public static final String BATCH_ROWS = "batch.rows";
    public static final String BATCH_BYTES = "batch.bytes";
    public static final String SCHEMA_EVOLUTION = "schema.evolution";
    public static final String RETRY_TIMEOUT_MS = "retry.timeout.ms";
    public static final String UNIQUE_WAIT_MS = "unique.wait.ms";
    public static final String DEAD_LETTERS_PER_MINUTE_MAX = "dead.letters.per.minute.max";
    public static final String REWRITE_BYTES_MAX = "rewrite.bytes.max";
    public static final String TABLE_NAME_FORMAT = "table.name.format";

    public static final String KAFKA = "kafka.";
    public static final String KAFKA_BOOTSTRAP_SERVERS = KAFKA + "bootstrap.servers";

    private static final String URL_PREFIX = "jdbc:postgresql:";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    NAME,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    new ConfigDef.NonEmptyString(),
                    HIGH,
                    "The connector's name; its offsets in the target are kept under it.")
            .define(
                    CONNECTION_URL,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(SinkConfig::checkUrl, () -> "jdbc:postgresql://HOST:PORT/DATABASE"),
                    HIGH,
                    "The target database, with any options of the PostgreSQL JDBC driver.")
            .define(CONNECTION_USER, ConfigDef.Type.STRING, null, HIGH, "The role to log in as.")
            .define(CONNECTION_PASSWORD, ConfigDef.Type.PASSWORD, null, HIGH, "The role's password.")
            .define(
                    BATCH_ROWS,
                    ConfigDef.Type.INT,
                    2_000,
                    Range.between(1, 100_000),
                    MEDIUM,
                    "The most changes in one transaction.")
            .define(
                    BATCH_BYTES,
                    ConfigDef.Type.LONG,
                    16L << 20,
                    Range.between(64L << 10, 256L << 20),
                    MEDIUM,
                    "About the most bytes in one transaction; a single larger change is applied all the same.")
            .define(
                    SCHEMA_EVOLUTION,
                    ConfigDef.Type.STRING,
                    "basic",
                    ValidString.in("none", "basic"),
                    MEDIUM,
                    "basic creates missing tables, columns and enum labels, and makes columns wider or nullable where records"
                            + " declare it; none changes nothing, and the task stops where a table or column is"
                            + " missing.")
            .define(
                    RETRY_TIMEOUT_MS,
                    ConfigDef.Type.LONG,
                    60_000L,
                    Range.between(0, Duration.ofDays(30).toMillis()),
                    LOW,
                    "How long to retry what fails for a passing reason, such as a lost connection, before the task"
                            + " fails. Meanwhile the task stays in its consumer group.")
            .define(
                    UNIQUE_WAIT_MS,
                    ConfigDef.Type.LONG,
                    30_000L,
                    Range.between(0, Duration.ofDays(1).toMillis()),
                    LOW,
                    "How long a change that a unique index refuses waits for a change of another partition of its topic"
                            + " to free the value, before it becomes a dead letter. Its partition waits with it.")
            .define(
                    DEAD_LETTERS_PER_MINUTE_MAX,
                    ConfigDef.Type.INT,
                    0,
                    Range.atLeast(0),
                    MEDIUM,
                    "How many dead letters a partition may make in a minute of its records' times; one more stops the"
                            + " partition before that record, and no other, until a person lets it go on. 0 for any"
                            + " number.")
            .define(
                    REWRITE_BYTES_MAX,
                    ConfigDef.Type.LONG,
                    Long.MAX_VALUE,
                    Range.atLeast(1),
                    LOW,
                    "How large a table, with its indexes, may be that PostgreSQL writes anew for a schema change of"
                            + " Sluice's; a larger one is emptied, and its rows are wanted anew.")
            .define(
                    TABLE_NAME_FORMAT,
                    ConfigDef.Type.STRING,
                    "${table}",
                    ConfigDef.LambdaValidator.with(SinkConfig::checkFormat, () -> "TABLE or SCHEMA.TABLE"),
                    LOW,
                    "The target table of records whose schemas name none: ${topic} is the topic, ${table} its part"
                            + " after the last dot.")
            .define(
                    KAFKA_BOOTSTRAP_SERVERS,
                    ConfigDef.Type.STRING,
                    null,
                    MEDIUM,
                    "The brokers of the worker, with kafka. before any other property of Kafka's clients, such as"
                            + " kafka.sasl.jaas.config. With it a topic that was deleted and created again, or has lost"
                            + " records that were not read, is recognised also after a restart, and stops the task; so does a"
                            + " task that was behind for longer than a compacted topic keeps tombstones.");

    /** @throws ConfigException if a value is wrong, naming the key */
    public SinkConfig(Map<String, String> settings) {
        super(DEFINITION, settings, false);
    }

    public String connector() {
        return getString(NAME);
    }

    String url() {
        return getString(CONNECTION_URL);
    }

    Properties connectionProperties() {
        Properties properties = new Properties();
        if (getString(CONNECTION_USER) != null) {
            PGProperty.USER.set(properties, getString(CONNECTION_USER));
        }
        Password password = getPassword(CONNECTION_PASSWORD);
        if (password != null) {
            PGProperty.PASSWORD.set(properties, password.value());
        }
        return properties;
    }

    TargetSession session() {
        return new TargetSession(url(), connectionProperties(), "sluice-sink-" + connector());
    }

    /** Whether this is one of the topics, by name or by pattern, that the connector is told to read. */
    boolean reads(String topic) {
        Map<String, String> settings = originalsStrings();
        String names = settings.getOrDefault(SinkTask.TOPICS_CONFIG, "");
        String pattern = settings.getOrDefault(SinkTask.TOPICS_REGEX_CONFIG, "");
        return Arrays.asList(names.strip().split("\\s*,\\s*")).contains(topic) || topic.matches(pattern);
    }

    int batchRows() {
        return getInt(BATCH_ROWS);
    }

    long batchBytes() {
        return getLong(BATCH_BYTES);
    }

    SchemaEvolution schemaEvolution() {
        return SchemaEvolution.valueOf(getString(SCHEMA_EVOLUTION).toUpperCase(Locale.ROOT));
    }

    PartitionLogs logs() {
        return getString(KAFKA_BOOTSTRAP_SERVERS) == null
                ? PartitionLogs.UNKNOWN
                : new KafkaLogs(originalsWithPrefix(KAFKA));
    }

    Retries retries() {
        return new Retries(Duration.ofMillis(getLong(RETRY_TIMEOUT_MS)));
    }

    Duration uniqueWait() {
        return Duration.ofMillis(getLong(UNIQUE_WAIT_MS));
    }

    int deadLettersPerMinuteMax() {
        return getInt(DEAD_LETTERS_PER_MINUTE_MAX);
    }

    long rewriteBytesMax() {
        return getLong(REWRITE_BYTES_MAX);
    }

    TableNaming tableNaming() {
        return new TableNaming(getString(TABLE_NAME_FORMAT));
    }

    private static void checkUrl(String key, Object value) {
        if (value == null || !value.toString().startsWith(URL_PREFIX)) {
            // The value is left out: a URL may hold a password.
            throw new ConfigException(key + " must start with " + URL_PREFIX);
        }
        // The driver's own error would have the whole value in it.
        if (Driver.parseURL(value.toString(), new Properties()) == null) {
            throw new ConfigException(key + " must be like jdbc:postgresql://HOST:PORT/DATABASE?OPTION=VALUE, and"
                    + " have %XX for all characters of a value that are neither letters nor digits");
        }
    }

    private static void checkFormat(String key, Object value) {
        try {
            new TableNaming((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, value, e.getMessage());
        }
    }
}
