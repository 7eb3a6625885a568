package io.sluice.core.pipeline;

import io.sluice.core.flood.LetterCount;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.policy.Policy;
import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.Topics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code pipeline.yaml}. {@code config/pipeline.yaml} is the commented example of everything it may hold. */
public final class PipelineFile {

    /** A key of {@code schema-changes} beside the kinds of changes. */
    static final String REWRITE_BYTES_MAX = "rewrite-bytes-max";

    private final Path path;
    private final AccessKeys access;

    private PipelineFile(Path path) {
        this.path = path;
        this.access = new AccessKeys(name -> path(name.toString()));
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
        RecordLimit recordLimit = recordLimit(sourceSection);
        sourceSection.rejectOthers();
        YamlSection targetSection = top.requiredSection("target", "target:");
        Database target = target(targetSection);
        MappingRules rules = RuleKeys.rules(top, targetSection.textsByName("schemas"));
        targetSection.rejectOthers();
        Optional<YamlSection> kafka = top.section("kafka");
        Pipeline pipeline = new Pipeline(
                name,
                source,
                tables,
                recordLimit,
                target,
                rules,
                sequenceDistance(top),
                kafka.flatMap(section -> section.duration("raw-retention")).orElse(Pipeline.DEFAULT_RAW_RETENTION),
                deadLettersPerMinuteMax(top),
                rewriteBytesMax(top),
                LoadKeys.pace(top),
                path(top.text("data-directory").orElse("sluice-data/" + name)),
                http(top),
                access.servers(top, kafka));
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

    private static Optional<InetSocketAddress> http(YamlSection top) {
        return top.section("http").map(section -> {
            String text = section.requiredText("listen", "listen: 127.0.0.1:9404");
            section.rejectOthers();
            try {
                return ListenAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw section.wrong("listen", e.getMessage());
            }
        });
    }

    private Database source(YamlSection section) {
        URI url = url(section, "mysql", "mysql://localhost:3306");
        return new Database(
                url.getHost(),
                url.getPort() < 0 ? 3306 : url.getPort(),
                "",
                user(section),
                access.password(section),
                access.tls(section));
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

    private static RecordLimit recordLimit(YamlSection source) {
        String key = "record-bytes-max";
        return source.positiveNumber(key)
                .map(bytes -> {
                    try {
                        return new RecordLimit((int) Math.min(bytes, Integer.MAX_VALUE));
                    } catch (IllegalArgumentException e) {
                        throw source.wrong(key, e.getMessage());
                    }
                })
                .orElse(RecordLimit.PRESET);
    }

    private Database target(YamlSection section) {
        String example = "postgresql://localhost:5432/shop";
        URI url = url(section, "postgresql", example);
        String database = url.getPath() == null ? "" : url.getPath().replaceFirst("^/", "");
        if (database.isEmpty()) {
            throw section.wrong("url", "'target.url' needs a database at its end, such as '" + example + "'");
        }
        return new Database(
                url.getHost(),
                url.getPort() < 0 ? 5432 : url.getPort(),
                database,
                user(section),
                access.password(section),
                access.tls(section));
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

    private static long sequenceDistance(YamlSection top) {
        Optional<YamlSection> sequences = top.section("sequences");
        long distance = sequences
                .flatMap(section -> section.positiveNumber("distance"))
                .orElse(Pipeline.DEFAULT_SEQUENCE_DISTANCE);
        sequences.ifPresent(YamlSection::rejectOthers);
        return distance;
    }

    private static int deadLettersPerMinuteMax(YamlSection top) {
        Optional<YamlSection> letters = top.section("dead-letters");
        long max = letters.flatMap(section -> section.positiveNumber("per-minute-max"))
                .orElse((long) LetterCount.PER_MINUTE_MAX_DEFAULT);
        letters.ifPresent(YamlSection::rejectOthers);
        return (int) Math.min(max, Integer.MAX_VALUE);
    }

    private static long rewriteBytesMax(YamlSection top) {
        return top.section(Policy.Section.SCHEMA_CHANGES.key())
                .flatMap(section -> section.positiveNumber(REWRITE_BYTES_MAX))
                .orElse(Pipeline.DEFAULT_REWRITE_BYTES_MAX);
    }

    private Path path(String name) {
        Path base = path.toAbsolutePath().getParent();
        return base.resolve(name).normalize();
    }
}
