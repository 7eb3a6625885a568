package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The package archives this machine is set up with, read from {@code /etc/apt}. */
record AptSources(List<Source> sources) {
    AptSources {
        sources = List.copyOf(sources);
    }

    /** One archive with one suite, such as {@code bookworm}, and its components, such as {@code main}. */
    record Source(String uri, String suite, List<String> components) {
        Source {
            components = List.copyOf(components);
        }
    }

    static AptSources of(Path etcApt) {
        var sources = new ArrayList<Source>();
        for (Path file : files(etcApt)) {
            String text = read(file);
            sources.addAll(file.toString().endsWith(".sources") ? stanzas(text) : lines(text));
        }
        return new AptSources(sources);
    }

    /** The archive that serves the release itself, not just its security updates. */
    Optional<String> archiveOf(String codename) {
        return sources.stream()
                .filter(source -> source.suite().equals(codename))
                .map(Source::uri)
                .findFirst();
    }

    /** The release and its updates; third-party archives are left out. */
    List<Source> release(String codename) {
        return sources.stream()
                .filter(source ->
                        source.suite().equals(codename) || source.suite().startsWith(codename + "-"))
                .toList();
    }

    private static List<Path> files(Path etcApt) {
        var files = new ArrayList<Path>();
        Path single = etcApt.resolve("sources.list");
        if (Files.isReadable(single)) {
            files.add(single);
        }
        Path parts = etcApt.resolve("sources.list.d");
        if (Files.isDirectory(parts)) {
            try (Stream<Path> found = Files.list(parts)) {
                found.filter(file -> file.toString().matches(".*\\.(list|sources)"))
                        .filter(Files::isReadable)
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new SluiceException(ExitCode.UNREACHABLE, "Cannot list " + parts + ": make it readable.", e);
            }
        }
        return files;
    }

    /** The one-line format: {@code deb [options] URI suite component…}. */
    static List<Source> lines(String text) {
        var sources = new ArrayList<Source>();
        for (String line : text.lines().map(String::strip).toList()) {
            String[] words = line.replaceFirst("\\[[^]]*]", " ").split("\\s+");
            if (words.length >= 3 && words[0].equals("deb")) {
                sources.add(new Source(words[1], words[2], Arrays.asList(words).subList(3, words.length)));
            }
        }
        return sources;
    }

    /** The deb822 format: stanzas of fields, separated by empty lines. */
    static List<Source> stanzas(String text) {
        var sources = new ArrayList<Source>();
        for (String stanza : text.split("\n\\s*\n", -1)) {
            Map<String, List<String>> fields = fields(stanza);
            if (!fields.getOrDefault("Types", List.of()).contains("deb")
                    || fields.getOrDefault("Enabled", List.of()).contains("no")) {
                continue;
            }
            for (String uri : fields.getOrDefault("URIs", List.of())) {
                for (String suite : fields.getOrDefault("Suites", List.of())) {
                    sources.add(new Source(uri, suite, fields.getOrDefault("Components", List.of())));
                }
            }
        }
        return sources;
    }

    private static Map<String, List<String>> fields(String stanza) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (String line : stanza.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#") && !Character.isWhitespace(line.charAt(0))) {
                fields.put(
                        line.substring(0, colon).strip(),
                        Arrays.asList(line.substring(colon + 1).strip().split("\\s+")));
            }
        }
        return fields;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SluiceException(ExitCode.UNREACHABLE, "Cannot read " + file + ": make it readable.", e);
        }
    }
}
