package io.sluice.schema.part;

import io.sluice.core.name.TableId;
import io.sluice.core.sql.Ddl;
import io.sluice.core.sql.ForeignKeyDefinition;
import io.sluice.core.sql.TableDefinition;
import io.sluice.core.sql.TablePart;
import io.sluice.core.sql.TablePart.Kind;
import io.sluice.schema.part.PresentParts.Validity;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the indexes, constraints and collations of tables what they are meant to be, while rows are written to them: what is missing is
 * made, what has another name is renamed, and what Sluice had made and nobody wants any more is dropped. Each is a transaction
 * of its own, and what is interrupted can be run again. Not thread-safe.
 */
public final class PartReconciliation {

    /** Rows queue behind a statement that waits for the lock of the whole table. */
    private static final String SHORT_LOCKS = "SET lock_timeout = '5s'";

    /** An index that is built beside the rows waits for long transactions, and nobody waits for it. */
    private static final String PATIENT_LOCKS = "SET lock_timeout = 0";

    private final Connection target;
    private final PartWatch watch;
    private final MadeParts made;
    private final List<RefusedPart> refused = new ArrayList<>();
    private final Map<TablePart.Id, TablePart> planned = new LinkedHashMap<>();
    private final Map<TablePart.Id, TablePart> onCopies = new HashMap<>();
    private final Map<TablePart.Id, Set<TableId>> tablesOf = new HashMap<>();
    private final Map<TablePart.Id, Validity> present = new HashMap<>();
    private final Map<TablePart.Id, String> definitions = new HashMap<>();

    /** @param target in autocommit mode, and used by nobody else meanwhile */
    private PartReconciliation(Connection target, PartWatch watch) {
        this.target = target;
        this.watch = watch;
        this.made = new MadeParts(target);
    }

    /**
     * Makes the parts of these tables, and the foreign keys of others that refer to them.
     *
     * @param tables all of them, as they are meant to be
     * @param concerned those whose parts are made
     * @return what PostgreSQL refuses; empty if the plan holds no more, and has to be made anew
     * @throws SQLException if the connection is lost
     */
    public static Optional<List<RefusedPart>> run(
            Connection target, List<TableDefinition> tables, Set<TableId> concerned, PartWatch watch)
            throws SQLException {
        return new PartReconciliation(target, watch).run(tables, concerned);
    }

    private Optional<List<RefusedPart>> run(List<TableDefinition> tables, Set<TableId> concerned) throws SQLException {
        made.createTable();
        tables.forEach(table -> plan(table, concerned));
        Set<String> schemas = Stream.concat(
                        concerned.stream(), planned.keySet().stream().map(TablePart.Id::table))
                .map(TableId::schema)
                .collect(Collectors.toSet());
        present.putAll(PresentParts.read(target, schemas));
        definitions.putAll(made.read(concerned));
        try {
            boolean whole = collate(tables, concerned) && dropGone() && makeMissing();
            return whole ? Optional.of(List.copyOf(refused)) : Optional.empty();
        } finally {
            watch.executes("");
        }
    }

    private void plan(TableDefinition table, Set<TableId> concerned) {
        List<ForeignKeyDefinition> keys = table.foreignKeys().stream()
                .filter(key -> concerned.contains(table.id()) || concerned.contains(key.referenced()))
                .toList();
        TableDefinition wanted = (concerned.contains(table.id()) ? table : bare(table)).withForeignKeys(keys);
        List<TablePart> parts = Ddl.parts(wanted);
        List<TablePart> copies = Ddl.parts(wanted.named(PartComparison.copy()));
        for (int i = 0; i < parts.size(); i++) {
            TablePart.Id id = parts.get(i).id();
            planned.put(id, parts.get(i));
            onCopies.put(id, copies.get(i));
        }
        keys.forEach(key -> tablesOf.put(
                new TablePart.Id(Kind.FOREIGN_KEY, table.id(), key.name()),
                table.id().equals(key.referenced()) ? Set.of(table.id()) : Set.of(table.id(), key.referenced())));
    }

    /** Before the indexes, which compare by them. */
    private boolean collate(List<TableDefinition> tables, Set<TableId> concerned) throws SQLException {
        for (TableDefinition table : tables) {
            if (concerned.contains(table.id())) {
                for (io.sluice.core.sql.Statement sql : ColumnCollations.statements(target, table)) {
                    if (!watch.isCurrent()) {
                        return false;
                    }
                    execute(Set.of(table.id()), sql.part(), sql.sql());
                }
            }
        }
        return true;
    }

    private static TableDefinition bare(TableDefinition table) {
        return TableDefinition.of(table.id(), table.columns(), table.key());
    }

    /** Foreign keys first: the unique indexes that they refer to cannot be dropped before them. */
    private boolean dropGone() throws SQLException {
        List<TablePart.Id> gone = definitions.keySet().stream()
                .filter(part -> !planned.containsKey(part))
                .sorted(Comparator.comparing(TablePart.Id::kind).reversed().thenComparing(TablePart.Id::name))
                .toList();
        for (TablePart.Id part : gone) {
            if (!watch.isCurrent()) {
                return false;
            }
            Optional<TablePart> renamed = present.containsKey(part) ? renamed(part) : Optional.empty();
            boolean done = !present.containsKey(part)
                    || (renamed.isPresent()
                            ? execute(part, TablePart.rename(part, renamed.get().name()))
                            : execute(part, TablePart.drop(part)));
            if (done) {
                Validity validity = present.remove(part);
                if (renamed.isPresent()) {
                    present.put(renamed.get().id(), validity);
                    made.write(List.of(renamed.get()));
                    definitions.put(renamed.get().id(), renamed.get().definition());
                }
                made.forget(part);
            }
        }
        return true;
    }

    /** What has the part's place under another name. */
    private Optional<TablePart> renamed(TablePart.Id part) {
        return planned.values().stream()
                .filter(other -> other.kind() == part.kind()
                        && other.table().equals(part.table())
                        && other.definition().equals(definitions.get(part))
                        && !present.containsKey(other.id()))
                .findFirst();
    }

    /** Indexes of all tables first: foreign keys refer to unique ones. */
    private boolean makeMissing() throws SQLException {
        List<TablePart> parts = planned.values().stream()
                .sorted(Comparator.comparing(TablePart::kind))
                .toList();
        for (TablePart part : parts) {
            if (!watch.isCurrent()) {
                return false;
            }
            make(part);
        }
        return watch.isCurrent();
    }

    private void make(TablePart part) throws SQLException {
        boolean there = present.containsKey(part.id());
        String definition = definitions.getOrDefault(part.id(), part.definition());
        boolean other = there && !definition.equals(part.definition()) && !isSame(part);
        boolean unfinished = there && part.kind() == Kind.INDEX && present.get(part.id()) == Validity.INVALID;
        if (other || unfinished) {
            if (!execute(part.id(), TablePart.drop(part.id()))) {
                return;
            }
            there = false;
        }
        if (!there && !build(part)) {
            return;
        }
        made.write(List.of(part));
        boolean valid = there && present.get(part.id()) == Validity.VALID;
        if (part.validation().isPresent() && !valid) {
            execute(part.id(), part.validation().get());
        }
    }

    private boolean isSame(TablePart part) throws SQLException {
        return new PartComparison(target).isSame(part, onCopies.get(part.id()));
    }

    private boolean build(TablePart part) throws SQLException {
        if (!execute(part.id(), part.making())) {
            if (part.kind() == Kind.INDEX && isUnfinished(part)) {
                // It would refuse rows.
                execute(part.id(), TablePart.drop(part.id()));
            }
            return false;
        }
        return part.comment().isEmpty() || execute(part.id(), part.comment().get());
    }

    /** Whether PostgreSQL has left an index behind that it did not finish. */
    private boolean isUnfinished(TablePart part) throws SQLException {
        return PresentParts.read(target, Set.of(part.table().schema())).get(part.id()) == Validity.INVALID;
    }

    private boolean execute(TablePart.Id part, String sql) throws SQLException {
        return execute(tablesOf.getOrDefault(part, Set.of(part.table())), part.name(), sql);
    }

    /** Returns whether PostgreSQL took it. */
    private boolean execute(Set<TableId> tables, String name, String sql) throws SQLException {
        watch.executes(sql);
        try (Statement statement = target.createStatement()) {
            statement.execute(sql.contains(" CONCURRENTLY ") ? PATIENT_LOCKS : SHORT_LOCKS);
            // Otherwise the driver rewrites what looks like a JDBC escape: {d ...} in a comment.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            requireConnection(e);
            String reason = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
            refused.add(new RefusedPart(tables, name, reason));
            return false;
        }
    }

    /** @throws SQLException the same, if the server is gone or ends the session */
    static void requireConnection(SQLException e) throws SQLException {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("08") || state.startsWith("57P")) {
            throw e;
        }
    }
}
