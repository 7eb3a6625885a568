package io.sluice.control.watch;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.wire.SchemaRegistryException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;

/** Tells failures that come from a dependency's absence from all others. */
final class Outage {

    /** PostgreSQL: the server shuts down, crashed, or starts. */
    private static final Set<String> RESTARTS = Set.of("57P01", "57P02", "57P03");

    /** MySQL: the server shuts down, or has no connection to spare. */
    private static final Set<Integer> MYSQL_CODES = Set.of(1053, 1040, 1203);

    private Outage() {}

    /** Whether the failure may pass by itself once some dependency is back. */
    static boolean mayPass(Throwable failure) {
        return causes(failure).anyMatch(Outage::isOutage);
    }

    /** Whether a dependency answered, and refused. */
    static Absence.Kind kindOf(Throwable failure) {
        return mayPass(failure) ? Absence.Kind.SILENT : Absence.Kind.REFUSING;
    }

    /** Whether the failure says that the pipeline itself has failed, which no dependency's return mends. */
    static boolean isOfThePipeline(Throwable failure) {
        return failure instanceof SluiceException sluice && sluice.exitCode() == ExitCode.FAILED_CHECK;
    }

    private static boolean isOutage(Throwable cause) {
        if (cause instanceof SluiceException sluice) {
            return sluice.exitCode() == ExitCode.UNREACHABLE;
        }
        if (cause instanceof SchemaRegistryException registry) {
            return registry.kind() == SchemaRegistryException.Kind.AWAY;
        }
        if (cause instanceof SQLException sql) {
            return isOutage(sql);
        }
        return cause instanceof RetriableException
                || cause instanceof java.util.concurrent.TimeoutException
                || cause instanceof IOException;
    }

    private static boolean isOutage(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08")
                || state.startsWith("53")
                || RESTARTS.contains(state)
                || MYSQL_CODES.contains(e.getErrorCode());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
