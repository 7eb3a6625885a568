package io.sluice.sink.plan;

import io.sluice.core.name.TableId;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.TableShape;
import java.util.List;

/** One set of rows that PostgreSQL takes in one statement. Keys are distinct within a step, but for keyless tables. */
public sealed interface Step {

    <E extends Exception> void accept(Visitor<E> visitor) throws E;

    /** Deletes rows by key; the shape has only the key's columns. */
    record DeleteRows(TableShape shape, List<Change.Row> rows) implements Step {
        @Override
        public <E extends Exception> void accept(Visitor<E> visitor) throws E {
            visitor.delete(this);
        }
    }

    record UpsertRows(TableShape shape, List<Change.Row> rows) implements Step {
        @Override
        public <E extends Exception> void accept(Visitor<E> visitor) throws E {
            visitor.upsert(this);
        }
    }

    /** Writes rows of a snapshot, which a table that the snapshot has emptied does not have. */
    record LoadRows(TableShape shape, List<Change.Row> rows) implements Step {
        @Override
        public <E extends Exception> void accept(Visitor<E> visitor) throws E {
            visitor.load(this);
        }
    }

    /** Inserts rows into a keyless table. */
    record AppendRows(TableShape shape, List<Change.Row> rows) implements Step {
        @Override
        public <E extends Exception> void accept(Visitor<E> visitor) throws E {
            visitor.append(this);
        }
    }

    /** Deletes one of the rows of a keyless table that are equal to this one. */
    record DeleteMatching(Change.Row row) implements Step {
        @Override
        public <E extends Exception> void accept(Visitor<E> visitor) throws E {
            visitor.deleteMatching(this);
        }
    }

    record TruncateTable(TableId table) implements Step {
        @Override
        public <E extends Exception> void accept(Visitor<E> visitor) throws E {
            visitor.truncate(this);
        }
    }

    record RaiseSequence(TableId table, String column, long reserved) implements Step {
        @Override
        public <E extends Exception> void accept(Visitor<E> visitor) throws E {
            visitor.raiseSequence(this);
        }
    }

    /** One method for each kind of step, so that the compiler finds the code that does not know a new kind. */
    interface Visitor<E extends Exception> {
        void delete(DeleteRows step) throws E;

        void upsert(UpsertRows step) throws E;

        void load(LoadRows step) throws E;

        void append(AppendRows step) throws E;

        void deleteMatching(DeleteMatching step) throws E;

        void truncate(TruncateTable step) throws E;

        void raiseSequence(RaiseSequence step) throws E;
    }
}
