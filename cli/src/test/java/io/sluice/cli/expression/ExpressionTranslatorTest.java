package io.sluice.cli.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.expression.Translation.Translated;
import io.sluice.cli.expression.Translation.Untranslatable;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions as data: their values in MySQL, and those of their translations in PostgreSQL. */
class ExpressionTranslatorTest {

    private static final ExpressionTranslator TRANSLATOR = new ExpressionTranslator();

    /** Before an expression that MySQL does not take in a generated column, so that it cannot print it. */
    private static final String AS_WRITTEN = "! ";

    @TempDir
    private static Path directory;

    private static ExpressionServers servers;
    private static Map<String, String> printed;

    @BeforeAll
    static void start() throws SQLException, IOException {
        servers = new ExpressionServers(directory);
        printed = servers.printed(hasTheSameValues().stream()
                .filter(expression -> !expression.startsWith(AS_WRITTEN))
                .toList());
    }

    @AfterAll
    static void stop() throws SQLException {
        servers.close();
    }

    @ParameterizedTest
    @MethodSource
    void hasTheSameValues(String line) throws SQLException {
        String expression = line.startsWith(AS_WRITTEN) ? line.substring(AS_WRITTEN.length()) : line;
        String text = printed.getOrDefault(line, expression);
        Translation translation = TRANSLATOR.translate(text, servers.scope(), Optional.empty());
        assertThat(translation).as(text + " => " + translation).isInstanceOf(Translated.class);
        Translated translated = (Translated) translation;
        List<String> expected =
                servers.sourceValues("SELECT (" + expression + ") FROM " + ExpressionServers.TABLE + " ORDER BY id");
        List<String> found = servers.targetValues(
                "SELECT (" + translated.sql() + ") FROM " + ExpressionServers.TABLE + " ORDER BY id");
        assertThat(found).as(text + " => " + translated.sql()).isEqualTo(expected);
        if (translated.volatility() == Volatility.IMMUTABLE) {
            // PostgreSQL says whether it is; coalesce() gives a literal a type.
            servers.target("CREATE INDEX immutable ON " + ExpressionServers.TABLE + " (coalesce(" + translated.sql()
                    + ", NULL))");
            servers.target("DROP INDEX shop.immutable");
        }
    }

    static List<String> hasTheSameValues() throws IOException {
        return lines("expressions.txt");
    }

    @ParameterizedTest
    @MethodSource
    void saysWhyNot(String line) {
        String expression = line.substring(0, line.indexOf(" => "));
        String reason = line.substring(line.indexOf(" => ") + " => ".length());
        Translation translation = TRANSLATOR.translate(expression, servers.scope(), Optional.empty());
        assertThat(translation).as(String.valueOf(translation)).isInstanceOf(Untranslatable.class);
        Untranslatable refused = (Untranslatable) translation;
        assertThat(refused.reason()).contains(reason);
        assertThat(refused.place()).contains(" at character ");
    }

    static List<String> saysWhyNot() throws IOException {
        return lines("untranslatable.txt");
    }

    @ParameterizedTest
    @MethodSource
    void makesDefaults(String line) throws SQLException {
        String[] fields = line.split(" \\| ", -1);
        String type = fields[1];
        Translation translation = TRANSLATOR.translate(fields[0], Scope.empty(), Optional.of(type(type)));
        assertThat(translation).as(String.valueOf(translation)).isInstanceOf(Translated.class);
        String sql = ((Translated) translation).sql();
        assertThat(sql).isEqualTo(fields[2]);
        servers.target("CREATE TABLE shop.defaulted (c " + type + " DEFAULT (" + sql + "))");
        servers.target("INSERT INTO shop.defaulted DEFAULT VALUES");
        servers.target("DROP TABLE shop.defaulted");
    }

    static List<String> makesDefaults() throws IOException {
        return lines("defaults.txt");
    }

    private static PgType type(String text) {
        int open = text.indexOf('(');
        String name = open < 0 ? text : text.substring(0, open);
        Base base = Base.valueOf(name.toUpperCase(Locale.ROOT).replace(' ', '_'));
        return open < 0
                ? PgType.of(base)
                : PgType.of(base, Integer.valueOf(text.substring(open + 1, text.length() - 1)));
    }

    static List<String> lines(String resource) throws IOException {
        try (InputStream stream = ExpressionTranslatorTest.class.getResourceAsStream(resource)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
