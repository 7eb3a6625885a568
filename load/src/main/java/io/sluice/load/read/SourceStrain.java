package io.sluice.load.read;

import io.sluice.core.pipeline.LoadPace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the source whether it can bear a load beside its work. What the account may not see is taken for bearable. */
public final class SourceStrain {

    private static final Logger LOG = LoggerFactory.getLogger(SourceStrain.class);

    private static final String HISTORY =
            "SELECT count FROM information_schema.innodb_metrics WHERE name = 'trx_rseg_history_len'";
    private static final String THREADS = "SHOW GLOBAL STATUS LIKE 'Threads_running'";

    private final LoadPace.Strain most;
    private boolean historyHidden;
    private boolean lagHidden;

    public SourceStrain(LoadPace.Strain most) {
        this.most = most;
    }

    /** What is too much now, in words; empty if nothing is. */
    public Optional<String> of(Connection mysql) throws SQLException {
        long threads = number(mysql, THREADS, "Value");
        if (threads > most.threadsRunning()) {
            return Optional.of(threads + " statements run at once");
        }
        long history = history(mysql);
        if (history > most.historyListLength()) {
            return Optional.of("its history list has " + history + " entries");
        }
        long lag = lag(mysql);
        return lag > most.replicaLagSeconds()
                ? Optional.of("it is " + lag + " s behind its own source")
                : Optional.empty();
    }

    private long history(Connection mysql) throws SQLException {
        if (historyHidden) {
            return 0;
        }
        try {
            return number(mysql, HISTORY, "count");
        } catch (SQLException e) {
            historyHidden = true;
            return hidden("history list", e);
        }
    }

    private long lag(Connection mysql) throws SQLException {
        if (lagHidden) {
            return 0;
        }
        try {
            return number(mysql, "SHOW REPLICA STATUS", "Seconds_Behind_Source");
        } catch (SQLException e) {
            lagHidden = true;
            return hidden("lag as a replica", e);
        }
    }

    private static long hidden(String what, SQLException e) throws SQLException {
        if (e instanceof SQLSyntaxErrorException) {
            LOG.info("The load does not pause for the source's {}, which it cannot see: {}", what, e.getMessage());
            return 0;
        }
        throw e;
    }

    private static long number(Connection mysql, String query, String column) throws SQLException {
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(column) : 0;
        }
    }
}
