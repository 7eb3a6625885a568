package io.sluice.schema.plan;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Partitions;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.Partitioning;
import io.sluice.core.sql.Partitioning.Method;
import io.sluice.core.sql.Partitioning.Partition;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogPartitioning;
import io.sluice.schema.plan.Finding.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Plans how a table is divided in PostgreSQL: as it is in MySQL where that is certain and asked for, else not at all. */
final class PartitionPlan {

    /** Why a table cannot be divided in the same way. */
    private static final class Impossible extends Exception {
        private static final long serialVersionUID = 1L;

        Impossible(String reason) {
            super(reason);
        }
    }

    private final PlannedTable table;
    private final List<ColumnDefinition> columns;

    PartitionPlan(PlannedTable table, List<ColumnDefinition> columns) {
        this.table = table;
        this.columns = columns;
    }

    Optional<Partitioning> partitioning() {
        Optional<CatalogPartitioning> source = table.source().partitioning();
        if (source.isEmpty()) {
            return Optional.empty();
        }
        if (table.policies().partitions() == Partitions.FLAT) {
            table.findings()
                    .noticeOfTable(
                            Code.PARTITIONS_FLAT,
                            "a partitioned table becomes a plain one",
                            "choose 'partitions: declarative' to keep its partitions");
            return Optional.empty();
        }
        try {
            return Optional.of(declarative(source.get()));
        } catch (Impossible e) {
            table.findings()
                    .warnOfTable(
                            Code.PARTITIONS_FLAT,
                            "a partitioned table becomes a plain one: " + e.getMessage(),
                            "partition it in PostgreSQL if its size asks for it");
            return Optional.empty();
        }
    }

    private Partitioning declarative(CatalogPartitioning source) throws Impossible {
        PartitionKey key = key(source.expression());
        String method = source.method().replace("LINEAR ", "").replace(" COLUMNS", "");
        return switch (method) {
            case "RANGE" -> new Partitioning(Method.RANGE, names(key), ranges(source, key));
            case "LIST" -> new Partitioning(Method.LIST, names(key), lists(source, key));
            case "HASH", "KEY" -> hash(key, source.partitions().size(), "");
            default -> throw new Impossible("PostgreSQL has no partitions by " + source.method());
        };
    }

    private PartitionKey key(String expression) throws Impossible {
        PartitionKey key = expression.isEmpty()
                ? new PartitionKey(
                        PartitionKey.Form.COLUMNS, table.source().source().key())
                : PartitionKey.of(expression);
        for (String name : key.columns()) {
            if (definition(name).defaultValue() instanceof ColumnDefinition.Default.Generated) {
                throw new Impossible("PostgreSQL partitions by no generated column such as " + name);
            }
        }
        return key;
    }

    private List<Partition> ranges(CatalogPartitioning source, PartitionKey key) throws Impossible {
        requireOrder(key);
        List<Partition> partitions = new ArrayList<>();
        List<String> from = Collections.nCopies(key.columns().size(), "MINVALUE");
        for (CatalogPartitioning.Partition partition : source.partitions()) {
            List<String> to = rangeEnd(values(key, partition), key);
            partitions.add(partition(
                    source,
                    partition.name(),
                    "FOR VALUES FROM (" + String.join(", ", from) + ") TO (" + String.join(", ", to) + ")"));
            from = to;
        }
        boolean open = !from.get(0).equals(PartitionBounds.MAX);
        boolean nulls =
                key.columns().stream().anyMatch(name -> table.column(name).nullable());
        if (open || nulls) {
            partitions.add(rest());
        }
        return partitions;
    }

    /** Behind a MAXVALUE PostgreSQL wants nothing else. */
    private static List<String> rangeEnd(List<String> values, PartitionKey key) throws Impossible {
        if (values.size() != key.columns().size()) {
            throw new Impossible("its bounds " + values + " are not understood");
        }
        int max = values.indexOf(PartitionBounds.MAX);
        List<String> end = new ArrayList<>(values);
        if (max >= 0) {
            Collections.fill(end.subList(max, end.size()), PartitionBounds.MAX);
        }
        return end;
    }

    private void requireOrder(PartitionKey key) throws Impossible {
        if (key.form() == PartitionKey.Form.OTHER) {
            throw new Impossible("PostgreSQL has no bounds on the expression "
                    + table.source().partitioning().get().expression());
        }
        for (String name : key.columns()) {
            requireLiterals(table.column(name));
            if (table.column(name).type() instanceof PgType.Scalar scalar
                    && (scalar.base() == PgType.Base.TEXT || scalar.base() == PgType.Base.VARCHAR)) {
                throw new Impossible("texts such as " + name + " may sort otherwise in PostgreSQL");
            }
        }
    }

    private static void requireLiterals(TargetColumn column) throws Impossible {
        boolean possible = column.type() instanceof PgType.Scalar scalar
                && switch (scalar.base()) {
                    case SMALLINT, INTEGER, BIGINT, NUMERIC, TEXT, VARCHAR, CHAR, DATE, TIMESTAMP, TIMESTAMPTZ -> true;
                    default -> false;
                };
        if (!possible) {
            throw new Impossible("there are no bounds of type " + column.type().sql());
        }
    }

    private List<Partition> lists(CatalogPartitioning source, PartitionKey key) throws Impossible {
        if (key.form() != PartitionKey.Form.COLUMNS || key.columns().size() != 1) {
            throw new Impossible(
                    "PostgreSQL has lists of the values of one column only, not of " + source.expression());
        }
        requireLiterals(table.column(key.columns().get(0)));
        List<Partition> partitions = new ArrayList<>();
        for (CatalogPartitioning.Partition partition : source.partitions()) {
            partitions.add(partition(
                    source, partition.name(), "FOR VALUES IN (" + String.join(", ", values(key, partition)) + ")"));
        }
        partitions.add(rest());
        return partitions;
    }

    private static List<String> values(PartitionKey key, CatalogPartitioning.Partition partition) throws Impossible {
        Optional<List<String>> values = PartitionBounds.values(key.form(), partition.description());
        return values.orElseThrow(() -> new Impossible("the bounds " + partition.description() + " of partition "
                + partition.name() + " have no counterpart"));
    }

    private Partition partition(CatalogPartitioning source, String name, String bounds) throws Impossible {
        Optional<Partitioning> inner = Optional.empty();
        if (source.inner().isPresent()) {
            CatalogPartitioning.Inner ofInner = source.inner().get();
            inner = Optional.of(hash(key(ofInner.expression()), ofInner.count(), name + "_"));
        }
        return new Partition(name(name), bounds, inner);
    }

    private Partitioning hash(PartitionKey key, int count, String prefix) throws Impossible {
        if (key.columns().isEmpty()) {
            throw new Impossible("there is no column to divide by");
        }
        if (prefix.isEmpty()) {
            table.findings()
                    .noticeOfTable(
                            Code.PARTITIONS_DIFFER,
                            "its rows are divided by PostgreSQL's hash of " + String.join(", ", key.columns())
                                    + ", so that they are in other partitions than in MySQL",
                            "nothing has to be done unless the application names partitions");
        }
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            partitions.add(new Partition(
                    name(prefix + "p" + i),
                    "FOR VALUES WITH (MODULUS " + count + ", REMAINDER " + i + ")",
                    Optional.empty()));
        }
        return new Partitioning(Method.HASH, names(key), partitions);
    }

    /** For rows that MySQL would refuse, or keeps with the lowest ones: NULLs, and what partitions added later hold. */
    private Partition rest() {
        return new Partition(name("rest"), "DEFAULT", Optional.empty());
    }

    /** PostgreSQL gives the partition's key a name of its own. */
    private String name(String partition) {
        String name = table.part("partition", partition, table.name(partition));
        table.names().reserve(new TableId(table.id().schema(), name + "_pkey"));
        return name;
    }

    private List<String> names(PartitionKey key) {
        return key.columns().stream().map(name -> table.column(name).name()).toList();
    }

    private ColumnDefinition definition(String sourceName) {
        return columns.stream()
                .filter(column -> column.column().equals(table.column(sourceName)))
                .findFirst()
                .orElseThrow();
    }
}
