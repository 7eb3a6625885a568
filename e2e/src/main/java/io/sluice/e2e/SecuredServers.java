package io.sluice.e2e;

import io.sluice.core.access.HttpAccess;
import io.sluice.core.access.KeyStoreFiles;
import io.sluice.core.access.Tls;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Servers;
import io.sluice.standalone.Ports;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A broker that wants SCRAM over TLS, a registry and a Connect worker behind TLS, each a process of its own that logs
 * all it has to say.
 */
final class SecuredServers implements AutoCloseable {

    private static final String LOGBACK = """
            <configuration>
              <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level %logger - %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="console"/></root>
            </configuration>
            """;

    private final Path directory;
    private final Certificates certificates;
    private final Ports ports = Ports.choose(Optional.empty());
    private final Map<String, String> passwords;
    private final KeyStoreFiles stores = new KeyStoreFiles();
    private final Deque<Process> processes = new ArrayDeque<>();
    private Process broker;

    private SecuredServers(Path directory, Certificates certificates) {
        this.directory = directory;
        this.certificates = certificates;
        this.passwords = Map.of(
                "broker", UUID.randomUUID().toString(),
                "worker", UUID.randomUUID().toString(),
                "sluice", UUID.randomUUID().toString());
    }

    /** Starts all three and returns when the worker and the registry answer. */
    static SecuredServers start(Path directory, Certificates certificates) throws Exception {
        SecuredServers servers = new SecuredServers(Files.createDirectories(directory), certificates);
        try {
            Files.writeString(directory.resolve("logback.xml"), LOGBACK);
            for (Map.Entry<String, String> password : servers.passwords.entrySet()) {
                Files.writeString(servers.passwordFile(password.getKey()), password.getValue() + "\n");
            }
            servers.formatBroker();
            servers.startBroker();
            servers.startRegistry();
            servers.startWorker();
            servers.await("registry", servers.addresses().registry(), "/subjects");
            servers.await("worker", servers.addresses().connect(), "/connectors");
            return servers;
        } catch (Exception | Error e) {
            servers.close();
            throw e;
        }
    }

    Path passwordFile(String user) {
        return directory.resolve("kafka-" + user + ".password");
    }

    /** Every secret that Kafka's users have. */
    List<String> secrets() {
        return List.copyOf(passwords.values());
    }

    Servers addresses() {
        Servers plain = ports.servers();
        return new Servers(plain.kafka(), https(plain.connect()), https(plain.registry()));
    }

    private HttpAccess https(HttpAccess plain) {
        URI url = URI.create(plain.url().toString().replaceFirst("^http:", "https:"));
        return new HttpAccess(url, Optional.empty(), Optional.of(certificates.ca()));
    }

    /** What a Kafka client needs, with a reference in place of the password. */
    List<String> clientProperties(String prefix, String user, Path ca) {
        return Stream.of(
                        "security.protocol=SASL_SSL",
                        "sasl.mechanism=SCRAM-SHA-512",
                        "sasl.jaas.config=" + login(user, "${secret:file:" + passwordFile(user) + "}"),
                        "ssl.truststore.type=PEM",
                        "ssl.truststore.location=" + ca)
                .map(line -> prefix + line)
                .toList();
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    /** Gives a user of Kafka another password, which nobody is told; later the one that is in the user's file again. */
    void changePassword(String user, Optional<String> another) throws ExecutionException, InterruptedException {
        Map<String, String> login = new HashMap<>();
        clientProperties("", "broker", certificates.ca()).forEach(line -> {
            int equals = line.indexOf('=');
            login.put(line.substring(0, equals), line.substring(equals + 1));
        });
        KafkaCluster kafka = new KafkaCluster(ports.servers().kafka().bootstrapServers(), login, (short) 1);
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            user,
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                            another.orElse(passwords.get(user)))))
                    .all()
                    .get();
        }
    }

    /** Kills the broker and starts it again: everybody has to log in anew. */
    void restartBroker() throws IOException {
        broker.destroyForcibly().onExit().join();
        processes.remove(broker);
        startBroker();
    }

    private void formatBroker() throws Exception {
        Path data = directory.resolve("broker");
        new Formatter()
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(data.toString()))
                .setMetadataLogDirectory(data.toString())
                .setScramArguments(passwords.entrySet().stream()
                        .map(user -> "SCRAM-SHA-512=[name=" + user.getKey() + ",password=" + user.getValue() + "]")
                        .toList())
                .run();
    }

    private void startBroker() throws IOException {
        Path data = directory.resolve("broker");
        String listener = "SASL_SSL://127.0.0.1:" + ports.broker();
        String controller = "127.0.0.1:" + ports.controller();
        Path file = Files.write(
                directory.resolve("broker.properties"),
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@" + controller,
                        "controller.listener.names=CONTROLLER",
                        "listeners=" + listener + ",CONTROLLER://" + controller,
                        "advertised.listeners=" + listener,
                        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL",
                        "inter.broker.listener.name=SASL_SSL",
                        "sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512",
                        "sasl.enabled.mechanisms=SCRAM-SHA-512",
                        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config="
                                + login("broker", passwords.get("broker")),
                        "ssl.keystore.type=PEM",
                        "ssl.keystore.location=" + certificates.pair("server"),
                        "ssl.truststore.type=PEM",
                        "ssl.truststore.location=" + certificates.ca(),
                        "log.dirs=" + data,
                        "auto.create.topics.enable=false",
                        "message.max.bytes=33554432",
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "transaction.state.log.num.partitions=1",
                        "group.initial.rebalance.delay.ms=0"));
        broker = java("broker", List.of("-cp", libraries(), "kafka.Kafka", file.toString()));
    }

    private void startRegistry() throws IOException {
        Path program;
        try (Stream<Path> files = Files.list(SluiceProcess.home().resolve("registry"))) {
            program = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        java(
                "registry",
                List.of(
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.insecure-requests=disabled",
                        "-Dquarkus.http.ssl-port=" + ports.registry(),
                        "-Dquarkus.http.ssl.certificate.files=" + certificates.certificate("server"),
                        "-Dquarkus.http.ssl.certificate.key-files=" + certificates.key("server"),
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=0",
                        "-jar",
                        program.toString()));
    }

    private void startWorker() throws IOException {
        Path store = stores.keyStore(
                new Tls.ClientCertificate(certificates.certificate("server"), certificates.key("server")));
        List<String> properties = new ArrayList<>(List.of(
                "bootstrap.servers=127.0.0.1:" + ports.broker(),
                "group.id=connect",
                "listeners=https://127.0.0.1:" + ports.connect(),
                "listeners.https.ssl.keystore.type=PKCS12",
                "listeners.https.ssl.keystore.location=" + store,
                "listeners.https.ssl.keystore.password=" + KeyStoreFiles.PASSWORD,
                "listeners.https.ssl.key.password=" + KeyStoreFiles.PASSWORD,
                "plugin.path=" + SluiceProcess.home().resolve("plugins"),
                "plugin.discovery=service_load",
                "key.converter=org.apache.kafka.connect.json.JsonConverter",
                "value.converter=org.apache.kafka.connect.json.JsonConverter",
                "exactly.once.source.support=enabled",
                "connector.client.config.override.policy=All",
                "config.providers=secret",
                "config.providers.secret.class=io.sluice.connect.secret.SecretConfigProvider"));
        for (String topic : List.of("config", "offset", "status")) {
            properties.add(topic + ".storage.topic=connect-" + topic);
            properties.add(topic + ".storage.replication.factor=1");
        }
        for (String client : List.of("", "producer.", "consumer.", "admin.")) {
            properties.addAll(clientProperties(client, "worker", certificates.ca()));
        }
        Path file = Files.write(directory.resolve("worker.properties"), properties);
        java("worker", List.of("-cp", libraries(), "org.apache.kafka.connect.cli.ConnectDistributed", file.toString()));
    }

    private static String libraries() {
        return SluiceProcess.home().resolve("lib") + "/*";
    }

    private Process java(String name, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        command.add("-Dlogback.configurationFile=" + directory.resolve("logback.xml"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(directory.resolve(name + ".log").toFile()))
                .start();
        processes.push(process);
        return process;
    }

    private void await(String name, HttpAccess server, String path) throws InterruptedException {
        HttpClient http = server.client().build();
        URI address = URI.create(server.url() + path);
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (true) {
            try {
                if (http.send(server.request(address).build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            if (System.nanoTime() > deadline || !processes.stream().allMatch(Process::isAlive)) {
                throw new IllegalStateException(
                        "the " + name + " does not answer; see the logs in " + directory.toAbsolutePath());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroyForcibly();
            process.onExit().join();
        }
        stores.close();
    }
}
