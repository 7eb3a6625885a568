package io.sluice.e2e.change;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A case of {@code schema-changes.sql}: what is there when the pipeline starts, and what is done while it streams. Each line
 * is a statement.
 *
 * @param name with which the names of its tables begin
 */
record ChangeCase(String name, List<String> before, List<String> stream) {

    private static final String CASE = "-- @case ";

    static List<ChangeCase> all() {
        List<ChangeCase> cases = new ArrayList<>();
        List<String> statements = List.of();
        for (String line : text().lines().toList()) {
            if (line.startsWith(CASE)) {
                cases.add(new ChangeCase(line.substring(CASE.length()), new ArrayList<>(), new ArrayList<>()));
            } else if (line.equals("-- @before")) {
                statements = cases.get(cases.size() - 1).before();
            } else if (line.equals("-- @stream")) {
                statements = cases.get(cases.size() - 1).stream();
            } else if (!line.isBlank() && !line.startsWith("--")) {
                statements.add(line.substring(0, line.lastIndexOf(';')));
            }
        }
        return cases;
    }

    private static String text() {
        try (InputStream in = ChangeCase.class.getResourceAsStream("schema-changes.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
