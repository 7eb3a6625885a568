package io.sluice.core.pipeline;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.mapping.Transformation;
import io.sluice.core.model.TableId;
import io.sluice.core.wire.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code pipeline.yaml}. {@code config/pipeline.yaml} is the commented example of everything it may hold. */
public final class PipelineFile {

    private final Path path;

    private PipelineFile(Path path) {
        this.path = path;
    }

    /**
     * Reads and checks the file; relative paths in it are relative to its directory.
     *
     * @throws PipelineException naming file, line and what would be right
     */
    public static Pipeline read(Path path) {
        return new PipelineFile(path).read();
    }

    private Pipeline read() {
        YamlSection top = new YamlSection(path.toString(), "", compose());
        String name = name(top);
        YamlSection sourceSection = top.requiredSection("source", "source:");
        Database source = source(sourceSection);
        TableSelection tables = tables(sourceSection);
        sourceSection.rejectOthers();
        YamlSection targetSection = top.requiredSection("target", "target:");
        Database target = target(targetSection);
        MappingRules rules = new MappingRules(
                targetSection.textsByName("schemas"),
                top.sections("rules").stream().map(this::rule).toList());
        targetSection.rejectOthers();
        Pipeline pipeline = new Pipeline(
                name,
                source,
                tables,
                target,
                rules,
                sequenceDistance(top),
                path(top.text("data-directory").orElse("sluice-data/" + name)),
                servers(top));
        top.rejectOthers();
        return pipeline;
    }

    private Node compose() {
        try {
            String text = Files.readString(path);
            return new Compose(LoadSettings.builder().setLabel(path.toString()).build())
                    .composeString(text)
                    .orElseThrow(() -> new PipelineException(path + " is empty; start from config/minimal.yaml"));
        } catch (NoSuchFileException e) {
            throw new PipelineException("there is no file " + path + "; start from config/minimal.yaml", e);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new PipelineException(path + ":" + line + ": this is not YAML: " + e.getProblem(), e);
        } catch (YamlEngineException | IOException e) {
            throw new PipelineException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String name(YamlSection top) {
        String name = top.requiredText("name", "name: shop");
        try {
            return new Topics(name).pipeline();
        } catch (IllegalArgumentException e) {
            throw top.wrong("name", e.getMessage());
        }
    }

    private Database source(YamlSection section) {
        URI url = url(section, "mysql", "mysql://localhost:3306");
        return new Database(
                url.getHost(), url.getPort() < 0 ? 3306 : url.getPort(), "", user(section), password(section));
    }

    private static TableSelection tables(YamlSection source) {
        List<String> databases = source.texts("databases");
        if (databases.isEmpty()) {
            throw source.missing("databases", "databases: [shop]");
        }
        Optional<YamlSection> tables = source.section("tables");
        TableSelection selection = new TableSelection(
                databases,
                tables.map(section -> section.texts("include")).orElse(List.of()),
                tables.map(section -> section.texts("exclude")).orElse(List.of()));
        tables.ifPresent(YamlSection::rejectOthers);
        return selection;
    }

    private Database target(YamlSection section) {
        String example = "postgresql://localhost:5432/shop";
        URI url = url(section, "postgresql", example);
        String database = url.getPath() == null ? "" : url.getPath().replaceFirst("^/", "");
        if (database.isEmpty()) {
            throw section.wrong("url", "'target.url' needs a database at its end, such as '" + example + "'");
        }
        return new Database(
                url.getHost(), url.getPort() < 0 ? 5432 : url.getPort(), database, user(section), password(section));
    }

    private static URI url(YamlSection section, String scheme, String example) {
        String text = section.requiredText("url", "url: " + example);
        try {
            URI url = URI.create(text);
            if (scheme.equals(url.getScheme()) && url.getHost() != null && url.getUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Not a URL at all: the same complaint as for a wrong one.
        }
        throw section.wrong("url", "a URL such as '" + example + "' is needed here, without user or password in it");
    }

    private static String user(YamlSection section) {
        return section.requiredText("user", "user: sluice");
    }

    private Secret password(YamlSection section) {
        Optional<Secret> variable = section.text("password-env").map(Secret.Environment::new);
        Optional<Secret> file = section.text("password-file").map(name -> new Secret.InFile(path(name)));
        if (variable.isPresent() && file.isPresent()) {
            throw section.wrong("password-file", "give 'password-env' or 'password-file', not both");
        }
        return variable.or(() -> file).orElseThrow(() -> section.missing("password-env", "password-env: DB_PASSWORD"));
    }

    private Rule rule(YamlSection section) {
        String example = "column: shop.deliveries.duration_us";
        String[] column = section.requiredText("column", example).split("\\.", -1);
        if (column.length != 3 || Arrays.asList(column).contains("")) {
            throw section.wrong("column", "a column is named DATABASE.TABLE.COLUMN, such as '" + example + "'");
        }
        String id = section.requiredText("transform", "transform: microseconds-to-interval");
        Transformation transformation = Arrays.stream(Transformation.values())
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> section.wrong("transform", "unknown transformation '" + id + "'; known are " + known()));
        section.rejectOthers();
        return new Rule.Transform(new TableId(column[0], column[1]), column[2], transformation);
    }

    private static String known() {
        return Arrays.stream(Transformation.values()).map(Transformation::id).collect(Collectors.joining(", "));
    }

    private static long sequenceDistance(YamlSection top) {
        Optional<YamlSection> sequences = top.section("sequences");
        long distance = sequences
                .flatMap(section -> section.positiveNumber("distance"))
                .orElse(Pipeline.DEFAULT_SEQUENCE_DISTANCE);
        sequences.ifPresent(YamlSection::rejectOthers);
        return distance;
    }

    /** The user's own servers: all three or none, since the stages meet in all of them. */
    private static Optional<Servers> servers(YamlSection top) {
        Optional<YamlSection> kafka = top.section("kafka");
        Optional<YamlSection> connect = top.section("connect");
        Optional<YamlSection> registry = top.section("registry");
        if (kafka.isEmpty() && connect.isEmpty() && registry.isEmpty()) {
            return Optional.empty();
        }
        YamlSection kafkaSection =
                kafka.orElseThrow(() -> top.missing("kafka", "kafka: {bootstrap-servers: 'host:9092'}"));
        YamlSection connectSection =
                connect.orElseThrow(() -> top.missing("connect", "connect: {url: 'http://host:8083'}"));
        YamlSection registrySection = registry.orElseThrow(
                () -> top.missing("registry", "registry: {url: 'http://host:8080/apis/ccompat/v7'}"));
        Servers servers = new Servers(
                kafkaSection.requiredText("bootstrap-servers", "bootstrap-servers: host:9092"),
                http(connectSection, "http://host:8083"),
                http(registrySection, "http://host:8080/apis/ccompat/v7"),
                replicationFactor(kafkaSection));
        List.of(kafkaSection, connectSection, registrySection).forEach(YamlSection::rejectOthers);
        return Optional.of(servers);
    }

    private static short replicationFactor(YamlSection kafka) {
        long factor = kafka.positiveNumber("replication-factor").orElse((long) Servers.BROKERS_DEFAULT);
        if (factor > Short.MAX_VALUE) {
            throw kafka.wrong("replication-factor", "'kafka.replication-factor' is at most the number of brokers");
        }
        return (short) factor;
    }

    private static URI http(YamlSection section, String example) {
        String text = section.requiredText("url", "url: " + example);
        if (!text.matches("https?://[^\\s/]+(/\\S*)?")) {
            throw section.wrong("url", "an address such as '" + example + "' is needed here, unlike '" + text + "'");
        }
        return URI.create(text);
    }

    private Path path(String name) {
        Path base = path.toAbsolutePath().getParent();
        return base.resolve(name).normalize();
    }
}
