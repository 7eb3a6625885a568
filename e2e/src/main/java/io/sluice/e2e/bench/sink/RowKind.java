package io.sluice.e2e.bench.sink;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** What the rows of a table look like. The first column is the key, the second holds what the row is checked by. */
enum RowKind {
    /** Three columns. */
    NARROW(List.of(BenchColumn.KEY, BenchColumn.STAMP, BenchColumn.LABEL)),
    /** Nine columns of nine types, about 220 bytes. */
    MEDIUM(List.of(
            BenchColumn.KEY,
            BenchColumn.STAMP,
            BenchColumn.LABEL,
            BenchColumn.AMOUNT,
            BenchColumn.NOTE,
            BenchColumn.SMALL,
            BenchColumn.TIMESTAMP,
            BenchColumn.INSTANT,
            BenchColumn.JSON)),
    /** Sixty columns, about two kilobytes. */
    WIDE(wide());

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final List<BenchColumn> columns;

    RowKind(List<BenchColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    private static List<BenchColumn> wide() {
        int columns = 60;
        List<BenchColumn> repeated = List.of(
                BenchColumn.NOTE,
                BenchColumn.STAMP,
                BenchColumn.AMOUNT,
                BenchColumn.NUMBER,
                BenchColumn.TIMESTAMP,
                BenchColumn.REAL,
                BenchColumn.LABEL,
                BenchColumn.FLAG,
                BenchColumn.NOTE,
                BenchColumn.INSTANT,
                BenchColumn.JSON,
                BenchColumn.SMALL);
        return Stream.concat(
                        Stream.of(BenchColumn.KEY, BenchColumn.STAMP),
                        IntStream.range(2, columns).mapToObj(i -> repeated.get(i % repeated.size())))
                .toList();
    }

    String ddl(String table) {
        return "CREATE TABLE " + table + " (" + named((name, column) -> name + " " + column.sqlType())
                + ", PRIMARY KEY (" + name(0) + "))";
    }

    /** Inserts rows with the keys 1 to {@code last}, all with the stamp 0. */
    String fill(String table, int last) {
        return "INSERT INTO " + table + " SELECT " + named((name, column) -> column.sqlValue())
                + " FROM generate_series(1, " + last + ") AS i";
    }

    private interface Naming {
        String apply(String name, BenchColumn column);
    }

    private String named(Naming naming) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> naming.apply(name(i), columns.get(i)))
                .collect(Collectors.joining(", "));
    }

    static String name(int column) {
        return column == 0 ? "id" : "c" + column;
    }

    Schema keySchema(String table) {
        return SchemaBuilder.struct()
                .name(table + ".Key")
                .field(name(0), columns.get(0).schema())
                .build();
    }

    Schema valueSchema(String table) {
        SchemaBuilder builder = SchemaBuilder.struct().name(table + ".Value");
        for (int i = 0; i < columns.size(); i++) {
            builder.field(name(i), columns.get(i).schema());
        }
        return builder.build();
    }

    Struct key(Schema schema, long id) {
        return new Struct(schema).put(schema.fields().get(0), id);
    }

    Struct value(Schema schema, long id, int stamp) {
        Struct value = new Struct(schema);
        for (int i = 0; i < columns.size(); i++) {
            value.put(schema.fields().get(i), columns.get(i).value(id, i == 1 ? stamp : stamp + i));
        }
        return value;
    }
}
