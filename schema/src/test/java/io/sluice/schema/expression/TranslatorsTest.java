package io.sluice.schema.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import io.sluice.schema.expression.Translation.Translated;
import io.sluice.schema.expression.Translation.Untranslatable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions and views as data: what they give in MySQL, and their translations in PostgreSQL. */
class TranslatorsTest {

    private static final ExpressionTranslator EXPRESSIONS = new ExpressionTranslator();
    private static final ViewTranslator VIEWS = new ViewTranslator();

    /** Before an expression that MySQL does not take in a generated column, so that it cannot print it. */
    private static final String AS_WRITTEN = "! ";

    private static ExpressionServers servers;
    private static Map<String, String> printed;

    @BeforeAll
    static void start() throws SQLException, IOException {
        servers = new ExpressionServers();
        servers.createOrders();
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
        Translation translation = EXPRESSIONS.translate(text, servers.scope(), Optional.empty());
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
        Translation translation = EXPRESSIONS.translate(expression, servers.scope(), Optional.empty());
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
        Translation translation = EXPRESSIONS.translate(fields[0], Scope.empty(), Optional.of(type(type)));
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

    /** What policies make of a column: its type in PostgreSQL is another. */
    @ParameterizedTest
    @MethodSource
    void heedsTheTypeOfTheTarget(String line) {
        String[] fields = line.split(" \\| ", -1);
        Scope.Column column = new Scope.Column(
                "c",
                "c",
                MySqlType.ofDeclaration(fields[1]),
                typeOrExtension(fields[2]),
                comparison(fields[1], fields[2]));
        Translation translation = EXPRESSIONS.translate(fields[0], new Scope(List.of(column)), Optional.empty());
        assertThat(translation).as(String.valueOf(translation)).isInstanceOf(Translated.class);
        assertThat(((Translated) translation).sql()).isEqualTo(fields[3]);
    }

    static List<String> heedsTheTypeOfTheTarget() throws IOException {
        return lines("targets.txt");
    }

    private static PgType typeOrExtension(String text) {
        return text.equals("citext") ? PgType.OfExtension.citext() : type(text);
    }

    private static TextComparison comparison(String source, String target) {
        return source.startsWith("varchar") && target.equals("text")
                ? TextComparison.IGNORES_CASE
                : TextComparison.IGNORES_CASE_IN_MYSQL;
    }

    private static PgType type(String text) {
        int open = text.indexOf('(');
        String name = open < 0 ? text : text.substring(0, open);
        Base base = Base.valueOf(name.toUpperCase(Locale.ROOT).replace(' ', '_'));
        return open < 0
                ? PgType.of(base)
                : PgType.of(base, Integer.valueOf(text.substring(open + 1, text.length() - 1)));
    }

    @ParameterizedTest
    @MethodSource
    void hasTheSameRows(String query) throws SQLException {
        servers.source("USE shop");
        servers.source("CREATE OR REPLACE VIEW shop.seen AS " + query);
        String definition = servers.sourceValues("SELECT view_definition FROM information_schema.views"
                        + " WHERE table_schema = 'shop' AND table_name = 'seen'")
                .get(0);
        Translation translation = VIEWS.translate(definition, servers.relations());
        assertThat(translation).as(definition + " => " + translation).isInstanceOf(Translated.class);
        String sql = ((Translated) translation).sql();
        servers.target("DROP VIEW IF EXISTS shop.seen");
        servers.target("CREATE VIEW shop.seen AS " + sql);
        assertThat(servers.targetRows("SELECT * FROM shop.seen"))
                .as(definition + " => " + sql)
                .containsExactlyInAnyOrderElementsOf(servers.sourceRows("SELECT * FROM shop.seen"));
    }

    static List<String> hasTheSameRows() throws IOException {
        return lines("views.txt");
    }

    @ParameterizedTest
    @MethodSource
    void saysWhyNoView(String line) {
        String definition = line.substring(0, line.indexOf(" => "));
        String reason = line.substring(line.indexOf(" => ") + " => ".length());
        Translation translation = VIEWS.translate(definition, servers.relations());
        assertThat(translation).as(String.valueOf(translation)).isInstanceOf(Untranslatable.class);
        assertThat(((Untranslatable) translation).reason()).contains(reason);
    }

    static List<String> saysWhyNoView() throws IOException {
        return lines("untranslatable-views.txt");
    }

    static List<String> lines(String resource) throws IOException {
        try (InputStream stream = TranslatorsTest.class.getResourceAsStream(resource)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
