package io.sluice.core.pipeline;

import io.sluice.core.access.HttpAccess;
import io.sluice.core.access.Login;
import io.sluice.core.access.Secret;
import io.sluice.core.access.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The keys of {@code pipeline.yaml} that say how servers are reached: passwords, certificates, the user's own servers.
 *
 * @param paths makes a path in the file one that does not depend on the working directory
 */
record AccessKeys(UnaryOperator<Path> paths) {

    private static final String BOOTSTRAP_SERVERS = "bootstrap-servers";

    Secret password(YamlSection section) {
        return secret(section).orElseThrow(() -> section.missing("password-env", "password-env: DB_PASSWORD"));
    }

    private Optional<Secret> secret(YamlSection section) {
        Optional<Secret> variable = section.text("password-env").map(Secret.Environment::new);
        Optional<Secret> file = path(section, "password-file").map(Secret.InFile::new);
        if (variable.isPresent() && file.isPresent()) {
            throw section.wrong("password-file", "give 'password-env' or 'password-file', not both");
        }
        return variable.or(() -> file);
    }

    Optional<Tls> tls(YamlSection database) {
        return database.section("tls").map(section -> {
            Path ca = path(section, "ca").orElseThrow(() -> section.missing("ca", "ca: ca.pem"));
            Optional<Path> certificate = path(section, "certificate");
            Optional<Path> key = path(section, "key");
            if (certificate.isPresent() && key.isEmpty()) {
                throw section.missing("key", "key: client-key.pem");
            }
            if (key.isPresent() && certificate.isEmpty()) {
                throw section.missing("certificate", "certificate: client.pem");
            }
            section.rejectOthers();
            return new Tls(ca, certificate.map(file -> new Tls.ClientCertificate(file, key.orElseThrow())));
        });
    }

    /**
     * The user's own servers: all three or none, since the stages meet in all of them.
     *
     * @param kafka may hold other keys of the pipeline, which have been asked for
     */
    Optional<Servers> servers(YamlSection top, Optional<YamlSection> kafka) {
        Optional<YamlSection> connect = top.section("connect");
        Optional<YamlSection> registry = top.section("registry");
        boolean named =
                kafka.flatMap(section -> section.text(BOOTSTRAP_SERVERS)).isPresent();
        if (!named && connect.isEmpty() && registry.isEmpty()) {
            kafka.ifPresent(YamlSection::rejectOthers);
            return Optional.empty();
        }
        YamlSection kafkaSection =
                kafka.orElseThrow(() -> top.missing("kafka", "kafka: {bootstrap-servers: 'host:9092'}"));
        YamlSection connectSection =
                connect.orElseThrow(() -> top.missing("connect", "connect: {url: 'http://host:8083'}"));
        YamlSection registrySection = registry.orElseThrow(
                () -> top.missing("registry", "registry: {url: 'http://host:8080/apis/ccompat/v7'}"));
        Servers servers = new Servers(
                kafka(kafkaSection),
                http(connectSection, "http://host:8083"),
                http(registrySection, "http://host:8080/apis/ccompat/v7"));
        List.of(kafkaSection, connectSection, registrySection).forEach(YamlSection::rejectOthers);
        return Optional.of(servers);
    }

    private KafkaCluster kafka(YamlSection section) {
        return new KafkaCluster(
                section.requiredText(BOOTSTRAP_SERVERS, BOOTSTRAP_SERVERS + ": host:9092"),
                path(section, "properties").map(KafkaSecurityFile::read).orElse(Map.of()),
                replicationFactor(section));
    }

    private static short replicationFactor(YamlSection kafka) {
        long factor = kafka.positiveNumber("replication-factor").orElse((long) KafkaCluster.BROKERS_DEFAULT);
        if (factor > Short.MAX_VALUE) {
            throw kafka.wrong("replication-factor", "'kafka.replication-factor' is at most the number of brokers");
        }
        return (short) factor;
    }

    private HttpAccess http(YamlSection section, String example) {
        String text = section.requiredText("url", "url: " + example);
        if (!text.matches("https?://[^\\s/@]+(/\\S*)?")) {
            // Not quoted: there may be a password before an @.
            throw section.wrong(
                    "url", "an address such as '" + example + "' is needed here, without user or password in it");
        }
        Optional<String> user = section.text("user");
        Optional<Secret> password = secret(section);
        if (user.isEmpty() && password.isPresent()) {
            throw section.missing("user", "user: sluice");
        }
        Optional<Login> login = user.map(name ->
                new Login(name, password.orElseThrow(() -> section.missing("password-file", "password-file: secret"))));
        Optional<Path> ca = path(section, "ca");
        if (text.startsWith("http:") && ca.isPresent()) {
            throw section.wrong("ca", "certificates are of use with https only; correct 'url' or remove 'ca'");
        }
        return new HttpAccess(URI.create(text), login, ca);
    }

    private Optional<Path> path(YamlSection section, String key) {
        return section.text(key).map(Path::of).map(paths);
    }
}
