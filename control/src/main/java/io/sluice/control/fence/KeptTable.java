package io.sluice.control.fence;

import io.sluice.core.pipeline.Database;
import io.sluice.schema.target.TargetConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a table of the schema {@code sluice} in PostgreSQL. Connects when it is first asked, and again after a failure. Not
 * thread-safe.
 */
public final class KeptTable implements AutoCloseable {

    /** PostgreSQL answers at once, or not at all. */
    private static final int ANSWER_MILLIS_MAX = 20_000;

    private final Database target;
    private final Set<String> missing;
    private Optional<Connection> connection = Optional.empty();

    /** @param missing the states by which PostgreSQL says that nobody has made what is asked for yet */
    public KeptTable(Database target, Set<String> missing) {
        this.target = target;
        this.missing = Set.copyOf(missing);
    }

    /** One question. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(Connection postgres) throws SQLException;
    }

    /** @param whileMissing the answer as long as nobody has made the table */
    public <T> T ask(T whileMissing, Question<T> question) throws SQLException {
        try {
            return question.ask(connection());
        } catch (SQLException e) {
            close();
            if (!missing.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            return whileMissing;
        }
    }

    private Connection connection() throws SQLException {
        if (connection.isEmpty()) {
            Connection opened = TargetConnection.open(target);
            connection = Optional.of(opened);
            opened.setNetworkTimeout(Runnable::run, ANSWER_MILLIS_MAX);
        }
        return connection.get();
    }

    /** Gives up the connection; the next question opens another. */
    @Override
    public void close() throws SQLException {
        if (connection.isPresent()) {
            Connection open = connection.get();
            connection = Optional.empty();
            open.close();
        }
    }
}
