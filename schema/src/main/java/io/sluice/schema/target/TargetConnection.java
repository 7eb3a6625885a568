package io.sluice.schema.target;

import io.sluice.core.access.KeyStoreFiles;
import io.sluice.core.access.Tls;
import io.sluice.core.access.Untrusted;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** Opens connections to the PostgreSQL server of a pipeline. */
public final class TargetConnection {

    private TargetConnection() {}

    /**
     * A new connection in autocommit mode and UTC; the caller closes it.
     *
     * @throws SluiceException if the server cannot be reached, or does not let the user in, or lacks the database
     */
    public static Connection open(Database target) {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password().read());
        target.tls().ifPresent(tls -> protect(properties, tls));
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "20");
        properties.setProperty("ApplicationName", "sluice");
        properties.setProperty("options", "-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres");
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + target.address() + "/" + target.database(), properties);
        } catch (SQLException e) {
            throw refused(target, e);
        }
    }

    private static void protect(Properties properties, Tls tls) {
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", tls.ca().toString());
        tls.client().map(KeyStoreFiles.ofProcess()::keyStore).ifPresent(file -> {
            properties.setProperty("sslkey", file.toString());
            properties.setProperty("sslpassword", KeyStoreFiles.PASSWORD);
        });
    }

    /** The driver refuses a certificate for another host with a message of its own, and no cause. */
    private static Optional<String> distrust(SQLException e) {
        return Untrusted.reason(e)
                .or(() -> Optional.ofNullable(e.getMessage()).filter(said -> said.contains("HostnameVerifier")));
    }

    private static SluiceException refused(Database target, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        boolean noPasswordGiven = state.equals("08004");
        if (state.startsWith("28") || noPasswordGiven) {
            return new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "PostgreSQL at " + target.address() + " refuses user " + target.user()
                            + "; check 'target.user' and its password",
                    e);
        }
        if (state.equals("3D000")) {
            return new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "PostgreSQL at " + target.address() + " has no database " + target.database()
                            + "; create it or correct 'target.url'",
                    e);
        }
        Optional<String> distrust = distrust(e);
        if (distrust.isPresent()) {
            return new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "PostgreSQL at " + target.address() + " is not trusted (" + distrust.get()
                            + "); check 'target.tls.ca' and the host in 'target.url'",
                    e);
        }
        return new SluiceException(
                ExitCode.UNREACHABLE,
                "PostgreSQL at " + target.address() + " cannot be reached; check 'target.url' and that the server runs",
                e);
    }
}
