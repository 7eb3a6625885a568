package io.sluice.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.access.HttpAccess;
import io.sluice.core.access.Login;
import io.sluice.core.access.Secret;
import io.sluice.core.access.Tls;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Generated;
import io.sluice.core.policy.JsonAs;
import io.sluice.core.policy.OnChange;
import io.sluice.core.policy.Partitions;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.ZeroDates;
import io.sluice.core.type.Transformation;
import io.sluice.core.wire.RecordLimit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineFileTest {

    private static final String MINIMAL = """
            name: shop
            source:
              url: mysql://localhost:3307
              user: reader
              password-env: MYSQL_PASSWORD
              databases: [shop]
            target:
              url: postgresql://localhost/shop
              user: writer
              password-file: secret
            """;

    @TempDir
    private Path directory;

    @Test
    void aMinimalFileTakesDefaults() {
        Pipeline pipeline = read(MINIMAL);

        assertThat(pipeline.source())
                .isEqualTo(new Database(
                        "localhost", 3307, "", "reader", new Secret.Environment("MYSQL_PASSWORD"), Optional.empty()));
        assertThat(pipeline.target())
                .isEqualTo(new Database(
                        "localhost",
                        5432,
                        "shop",
                        "writer",
                        new Secret.InFile(directory.resolve("secret")),
                        Optional.empty()));
        assertThat(pipeline.dataDirectory()).isEqualTo(directory.resolve("sluice-data/shop"));
        assertThat(pipeline.servers()).isEmpty();
        assertThat(pipeline.recordLimit()).isEqualTo(RecordLimit.PRESET);
        assertThat(pipeline.sequenceDistance()).isEqualTo(Pipeline.DEFAULT_SEQUENCE_DISTANCE);
        assertThat(pipeline.rawRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(pipeline.rules().target(new TableId("shop", "orders"))).isEqualTo(new TableId("shop", "orders"));
        assertThat(pipeline.tables().contains(new TableId("shop", "orders"))).isTrue();
        assertThat(pipeline.tables().contains(new TableId("other", "orders"))).isFalse();
    }

    @Test
    void everythingCanBeSaid() {
        Pipeline pipeline = read(MINIMAL.replace(
                        "databases: [shop]",
                        "databases: [shop]\n  record-bytes-max: 67108864\n  tables:\n    exclude: [shop.tmp_*]")
                + """
                  schemas:
                    shop: public
                rules:
                  - column: shop.deliveries.duration_us
                    transform: microseconds-to-interval
                sequences: {distance: 500}
                dead-letters: {per-minute-max: 7}
                data-directory: state
                http: {listen: "0.0.0.0:9404"}
                kafka: {bootstrap-servers: "k1:9092,k2:9092", replication-factor: 3, raw-retention: 36h}
                connect: {url: http://connect:8083}
                registry: {url: http://registry:8080/apis/ccompat/v7}
                """);

        TableId deliveries = new TableId("shop", "deliveries");
        assertThat(pipeline.rules().target(deliveries)).isEqualTo(new TableId("public", "deliveries"));
        assertThat(pipeline.rules().rules())
                .containsExactly(
                        new Rule.Transform(deliveries, "duration_us", Transformation.MICROSECONDS_TO_INTERVAL));
        assertThat(pipeline.tables().contains(new TableId("shop", "tmp_1"))).isFalse();
        assertThat(pipeline.recordLimit()).isEqualTo(new RecordLimit(64 << 20));
        assertThat(pipeline.sequenceDistance()).isEqualTo(500);
        assertThat(pipeline.rawRetention()).isEqualTo(Duration.ofHours(36));
        assertThat(pipeline.deadLettersPerMinuteMax()).isEqualTo(7);
        assertThat(pipeline.dataDirectory()).isEqualTo(directory.resolve("state"));
        assertThat(pipeline.http()).contains(ListenAddress.parse("0.0.0.0:9404"));
        assertThat(pipeline.servers())
                .contains(new Servers(
                        new KafkaCluster("k1:9092,k2:9092", Map.of(), (short) 3),
                        HttpAccess.plain(URI.create("http://connect:8083")),
                        HttpAccess.plain(URI.create("http://registry:8080/apis/ccompat/v7"))));
    }

    @Test
    void rawTopicsAreKeptAsLongAsWantedInStandaloneModeToo() {
        Pipeline pipeline = read(MINIMAL + "kafka: {raw-retention: 90s}\n");

        assertThat(pipeline.servers()).isEmpty();
        assertThat(pipeline.rawRetention()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void policiesAreForThePipelineATableOrAColumn() {
        Pipeline pipeline = read(MINIMAL + """
                policies: {zero-dates: null, json: json}
                rules:
                  - table: shop.orders
                    policies: {zero-dates: "null", partitions: declarative}
                  - column: shop.orders.placed_at
                    policies: {zero-dates: fail}
                  - {column: shop.orders.took, transform: microseconds-to-interval, policies: {generated: plain}}
                """);

        TableId orders = new TableId("shop", "orders");
        assertThat(pipeline.rules().policies())
                .isEqualTo(new Policies(Map.of(Policy.ZERO_DATES, ZeroDates.NULL, Policy.JSON, JsonAs.JSON)));
        assertThat(pipeline.rules().rules())
                .containsExactly(
                        new Rule.Settle(
                                orders,
                                Optional.empty(),
                                new Policies(Map.of(
                                        Policy.ZERO_DATES, ZeroDates.NULL, Policy.PARTITIONS, Partitions.DECLARATIVE))),
                        new Rule.Settle(
                                orders, Optional.of("placed_at"), Policies.of(Policy.ZERO_DATES, ZeroDates.FAIL)),
                        new Rule.Transform(orders, "took", Transformation.MICROSECONDS_TO_INTERVAL),
                        new Rule.Settle(orders, Optional.of("took"), Policies.of(Policy.GENERATED, Generated.PLAIN)));
    }

    @Test
    void schemaChangesAreForThePipelineOrATable() {
        Pipeline pipeline = read(MINIMAL + """
                schema-changes: {drop-column: ignore, add-column: stop, rewrite-bytes-max: 1000}
                rules:
                  - {table: shop.orders, schema-changes: {add-column: apply}}
                """);

        Policies policies = pipeline.rules().policies(new TableId("shop", "orders"));
        assertThat(policies.onChange(Policy.ADD_COLUMN)).isEqualTo(OnChange.APPLY);
        assertThat(policies.onChange(Policy.DROP_COLUMN)).isEqualTo(OnChange.IGNORE);
        assertThat(policies.onChange(Policy.CHANGE_KEY)).isEqualTo(OnChange.APPLY);
        assertThat(pipeline.rewriteBytesMax()).isEqualTo(1000);
        assertThatThrownBy(() -> read(MINIMAL + "schema-changes: {add-column: ignore}\n"))
                .hasMessageContaining("'ignore' is no choice for add-column, since the rows that follow it fit no other"
                        + " table than the changed one; choose apply, stop");
        assertThatThrownBy(() -> read(MINIMAL + "policies: {add-column: stop}\n"))
                .hasMessageContaining("unknown key 'policies.add-column'");
    }

    @Test
    void theCommentedExampleSaysWhatIsPreset() {
        Pipeline pipeline = PipelineFile.read(Path.of("../config/pipeline.yaml"));

        assertThat(pipeline.rules().policies().chosen().keySet()).containsExactly(Policy.values());
        assertThat(pipeline.rules().policies().chosen().values())
                .containsExactlyElementsOf(
                        Stream.of(Policy.values()).map(Policy::preset).toList());
        LoadPace preset = LoadPace.PRESET;
        assertThat(pipeline.load())
                .isEqualTo(new LoadPace(
                        preset.readers(), preset.chunkBytes(), OptionalLong.of(200_000), preset.pauseWhen()));
    }

    @Test
    void securityIsSaidWithFiles() throws IOException {
        Files.writeString(directory.resolve("kafka.properties"), """
                security.protocol=SASL_SSL
                sasl.jaas.config=Module required username="u" password="${secret:file:/run/secrets/kafka}";
                ssl.truststore.type=PEM
                ssl.truststore.location=/etc/ca.pem
                """);
        Pipeline pipeline = read(MINIMAL.replace("databases: [shop]", "databases: [shop]\n  tls: {ca: my.pem}") + """
                  tls: {ca: pg.pem, certificate: client.pem, key: client-key.pem}
                kafka: {bootstrap-servers: "k1:9092", properties: kafka.properties, replication-factor: 3}
                connect: {url: https://connect:8083, user: admin, password-file: connect-secret, ca: ca.pem}
                registry: {url: https://registry/apis/ccompat/v7, user: app, password-env: REGISTRY}
                """);

        assertThat(pipeline.source().tls()).contains(new Tls(directory.resolve("my.pem"), Optional.empty()));
        assertThat(pipeline.target().tls())
                .contains(new Tls(
                        directory.resolve("pg.pem"),
                        Optional.of(new Tls.ClientCertificate(
                                directory.resolve("client.pem"), directory.resolve("client-key.pem")))));
        Servers servers = pipeline.servers().orElseThrow();
        assertThat(servers.kafka().replicationFactor()).isEqualTo((short) 3);
        assertThat(servers.kafka().security())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry(
                        "sasl.jaas.config",
                        "Module required username=\"u\" password=\"${secret:file:/run/secrets/kafka}\";")
                .hasSize(4);
        assertThat(servers.connect())
                .isEqualTo(new HttpAccess(
                        URI.create("https://connect:8083"),
                        Optional.of(new Login("admin", new Secret.InFile(directory.resolve("connect-secret")))),
                        Optional.of(directory.resolve("ca.pem"))));
        assertThat(servers.registry().login()).contains(new Login("app", new Secret.Environment("REGISTRY")));
    }

    /** What is in the file reaches Debezium's configuration, so it must not be a secret, and the same everywhere. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ssl.keystore.password=hidden            | ssl.keystore.password: connectors are configured with it
            ssl.keystore.key=-----BEGIN hidden      | ssl.keystore.key: connectors are configured with it
            sasl.jaas.config=M required password="hidden"; | sasl.jaas.config: connectors are configured with it
            sasl.jaas.config=M required clientSecret='hidden'; | sasl.jaas.config: connectors are configured with it
            ssl.truststore.location=ca.pem          | ssl.truststore.location: the Connect worker and the transformer
            bootstrap.servers=hidden                | bootstrap.servers: only security.*
            """)
    void propertiesOfKafkaHoldNoSecret(String line, String complaint) throws IOException {
        Files.writeString(directory.resolve("kafka.properties"), line);

        assertThatThrownBy(() -> read(MINIMAL + """
                kafka: {bootstrap-servers: "k1:9092", properties: kafka.properties}
                connect: {url: http://connect:8083}
                registry: {url: http://registry}
                """))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("hidden");
    }

    /** Each row spoils the minimal file by one replacement and says where and what the complaint is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: shop                   | name: my shop | :1: a pipeline's name has only letters
            name: shop                   | nam: shop | :1: the pipeline needs 'name', such as 'name: shop'
            user: reader                 | usr: reader | 'source' needs 'user', such as 'user: sluice'
            password-file: secret        | pasword-file: secret | 'target' needs 'password-env'
            databases: [shop]            | databases: shop | :6: 'source.databases' is a list
            databases: [shop]            | databases: [] | 'source' needs 'databases'
            mysql://localhost:3307       | localhost:3307 | :3: a URL such as 'mysql://localhost:3306'
            postgresql://localhost/shop  | postgresql://localhost | :8: 'target.url' needs a database at its end
            user: writer                 | user: [writer] | :9: 'target.user' needs a single value
            user: writer                 | user: writer\\n  colour: 1 | :10: unknown key 'target.colour'; known here are
            user: writer                 | user: writer\\n  shemas: {} | :10: unknown key 'target.shemas'; did you mean 'schemas'?
            user: writer                 | user: writer\\n  user: w | :10: 'user' is there twice
            name: shop                   | name: shop\\nsequences: {distance: -1} | :2: 'sequences.distance' is a whole number above 0
            name: shop                   | name: shop\\ndead-letters: {per-minute-max: 0} | :2: 'dead-letters.per-minute-max' is a whole number above 0
            databases: [shop]            | databases: [shop]\\n  record-bytes-max: 1000 | the largest record has 1048576 to 536870912 bytes
            name: shop                   | name: shop\\nkafka: {bootstrap-servers: x} | the pipeline needs 'connect'
            name: shop                   | name: shop\\nkafka: {raw-retention: 7} | :2: 'kafka.raw-retention' is a time such as '90s', '30m', '12h' or '7d', unlike '7'
            name: shop                   | name: shop\\nkafka: {replication-factor: 3} | :2: unknown key 'kafka.replication-factor'; known here are raw-retention, bootstrap-servers
            name: shop                   | name: shop\\nhttp: {listen: 9404} | :2: an address to listen on is host:port
            name: shop                   | name: shop\\nkafka: {bootstrap-servers: x, replication-factor: 99999}\\nconnect: {url: http://c}\\nregistry: {url: http://r} | :2: 'kafka.replication-factor' is at most
            name: shop                   | name: shop\\nrules: [{column: a.b, transform: x}] | a column is named DATABASE.TABLE.COLUMN
            name: shop                   | name: shop\\nrules: [{column: a.b.c, transform: x}] | unknown transformation 'x'; known are microseconds-to-interval
            name: shop                   | name: shop\\npolicies: {zero-dates: drop} | :2: 'drop' is no choice for zero-dates; choose dead-letter, null, replace, fail
            name: shop                   | name: shop\\npolicies: {zero-date: fail} | :2: unknown key 'policies.zero-date'; did you mean 'zero-dates'?
            name: shop                   | name: shop\\nrules: [{table: a.b, policies: {name-case: lower}}] | :2: name-case cannot be chosen for less than a pipeline
            name: shop                   | name: shop\\nrules: [{column: a.b.c, policies: {partitions: flat}}] | :2: partitions cannot be chosen for less than a table
            name: shop                   | name: shop\\nrules: [{table: a, policies: {json: json}}] | :2: a table is named DATABASE.TABLE
            name: shop                   | name: shop\\nrules: [{table: a.b}] | :2: 'rules' needs 'policies'
            name: shop                   | name: shop\\nrules: [{column: a.b.c}] | :2: 'rules' needs 'transform' or 'policies'
            user: writer                 | user: writer\\n  tls: {certificate: x} | 'target.tls' needs 'ca'
            user: writer                 | user: writer\\n  tls: {ca: x, key: y} | 'target.tls' needs 'certificate'
            user: writer                 | user: writer\\n  tls: {ca: x, verify: no} | unknown key 'target.tls.verify'
            name: shop                   | name: shop\\nkafka: {bootstrap-servers: x}\\nconnect: {url: "http://u:p@h"}\\nregistry: {url: "http://h"} | without user or password in it
            name: shop                   | name: shop\\nkafka: {bootstrap-servers: x}\\nconnect: {url: "http://h", ca: x}\\nregistry: {url: "http://h"} | certificates are of use with https only
            name: shop                   | name: shop\\nkafka: {bootstrap-servers: x}\\nconnect: {url: "http://h", user: x}\\nregistry: {url: "http://h"} | 'connect' needs 'password-file'
            name: shop                   | name: {shop | this is not YAML
            """)
    void aMistakeIsReportedWithItsPlace(String right, String wrong, String complaint) {
        String text = MINIMAL.replace(right, wrong.replace("\\n", "\n"));
        assertThat(text).isNotEqualTo(MINIMAL);

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(PipelineException.class)
                .hasMessageStartingWith(directory.resolve("pipeline.yaml").toString())
                .hasMessageContaining(complaint);
    }

    @Test
    void aMissingFileIsReported() {
        assertThatThrownBy(() -> PipelineFile.read(directory.resolve("absent.yaml")))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("there is no file");
    }

    @Test
    void aSecretInAFileIsReadWithoutItsLineBreak() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "correct horse\n");

        assertThat(new Secret.InFile(file).read()).isEqualTo("correct horse");
        assertThat(new Secret.InFile(file).reference()).isEqualTo("${secret:file:" + file + "}");
        assertThatThrownBy(() -> new Secret.InFile(directory.resolve("none")).read())
                .hasMessageContaining("does not exist");
    }

    private Pipeline read(String text) {
        try {
            return PipelineFile.read(Files.writeString(directory.resolve("pipeline.yaml"), text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
