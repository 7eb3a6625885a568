package io.sluice.sink.apply;

import static io.sluice.sink.TestTopic.nullable;
import static io.sluice.sink.TestTopic.typed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.name.TableId;
import io.sluice.sink.TestTopic;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.RecordReader;
import io.sluice.sink.change.TableNaming;
import io.sluice.sink.target.SqlStatement;
import io.sluice.sink.target.TableLayout;
import io.sluice.sink.target.TableLayout.Column;
import io.sluice.sink.target.TableLayout.Equality;
import io.sluice.sink.target.TableLayout.Kind;
import io.sluice.sink.target.TableLayout.Nulls;
import io.sluice.sink.target.TableLayout.Relation;
import io.sluice.sink.target.TableLayout.Writing;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** The SQL as it is sent, in {@code statements.sql}: so that a change of it is seen in review. */
class RowStatementsTest {

    private static final TableId TABLE = new TableId("shop", "order \"line\"");
    private static final Schema KEY = TestTopic.record(TABLE.schema(), TABLE.table())
            .field("order", typed(SchemaBuilder.int64(), "bigint"))
            .field("line", typed(SchemaBuilder.int32(), "integer"))
            .build();
    private static final Schema VALUE = TestTopic.record(TABLE.schema(), TABLE.table())
            .field("order", typed(SchemaBuilder.int64(), "bigint"))
            .field("line", typed(SchemaBuilder.int32(), "integer"))
            .field("what?", nullable(SchemaBuilder.string(), "varchar(30)"))
            .field("tags", nullable(SchemaBuilder.array(Schema.STRING_SCHEMA), "text[]"))
            .field("flags", nullable(SchemaBuilder.string(), "bit(3)"))
            .field("total", nullable(SchemaBuilder.string(), "numeric"))
            .build();

    private final TestTopic keyed = new TestTopic("t", KEY, VALUE);
    private final TestTopic keyless = new TestTopic("t", null, VALUE);
    private final RecordReader reader = new RecordReader(new TableNaming("${topic}"));

    private static TableLayout layout() {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("order", column("bigint", "bigint", Kind.SCALAR, Writing.IDENTITY_ALWAYS));
        columns.put("line", column("integer", "integer", Kind.SCALAR, Writing.PLAIN));
        columns.put("what?", column("character varying", "character varying(30)", Kind.SCALAR, Writing.PLAIN));
        columns.put("tags", column("text[]", "text[]", Kind.ARRAY, Writing.PLAIN));
        columns.put("flags", column("\"bit\"", "bit(3)", Kind.SCALAR, Writing.PLAIN));
        columns.put("total", column("numeric", "numeric(12,2)", Kind.SCALAR, Writing.GENERATED));
        return new TableLayout(TABLE, Relation.TABLE, columns);
    }

    private static Column column(String type, String exactType, Kind kind, Writing writing) {
        return new Column(type, exactType, "", kind, Equality.EXACT, writing, Nulls.ALLOWED);
    }

    @Test
    void writesTheStatementsOfTheGoldenFile() throws IOException, SQLException {
        List<Change.Row> upserts = rows(
                keyed.insert(1L, 1, "a \"b\"", List.of("x", "y,z"), "101", "1"),
                keyed.insert(1L, 2, null, null, null, null));
        List<Change.Row> appends = rows(keyless.insert(1L, 1, "a", List.of(), "101", "1"));
        Change.Row gone =
                rows(keyless.deleteRow(1L, 1, "a", List.of(), null, "1")).get(0);
        List<Change.Row> deletes = rows(keyed.delete(1L, 1), keyed.delete(1L, 2));
        StringBuilder text = new StringBuilder();
        add(text, "upsert", new RowStatements(upserts.get(0).shape(), layout()).upsert(upserts));
        add(text, "delete", new RowStatements(deletes.get(0).shape(), layout()).delete(deletes));
        RowStatements statements = new RowStatements(appends.get(0).shape(), layout());
        add(text, "append to a keyless table", statements.append(appends));
        add(text, "delete from a keyless table", statements.deleteMatching(gone));
        assertThat(text.toString()).isEqualTo(golden());
    }

    private List<Change.Row> rows(SinkRecord... records) {
        return Arrays.stream(records)
                .map(record -> (Change.Row) reader.read(record))
                .toList();
    }

    private static void add(StringBuilder text, String title, SqlStatement statement) {
        text.append("-- ").append(title).append('\n').append(statement.sql()).append(";\n");
        statement
                .parameters()
                .forEach(parameter -> text.append("--   ").append(parameter).append('\n'));
    }

    private static String golden() throws IOException {
        try (InputStream file = RowStatementsTest.class.getResourceAsStream("statements.sql")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
