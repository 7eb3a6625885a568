package io.sluice.e2e.fidelity;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** A file of cases that belong together. */
record Section(String title, List<FidelityCase> cases) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    Section {
        cases = List.copyOf(cases);
    }

    /** All of them, in order. */
    static List<Section> all() {
        return Stream.of("A", "B", "C", "D", "E", "F", "G").map(Section::read).toList();
    }

    private static Section read(String letter) {
        try (InputStream file = Section.class.getResourceAsStream(letter + ".yaml")) {
            return YAML.readValue(file, Section.class);
        } catch (IOException e) {
            throw new UncheckedIOException(letter + ".yaml: " + e.getMessage(), e);
        }
    }
}
