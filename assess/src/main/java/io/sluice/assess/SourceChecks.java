package io.sluice.assess;

import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Database;
import io.sluice.schema.source.SourceCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether MySQL, as it is set up, can be migrated from. */
final class SourceChecks {

    private static final int OLDEST_MAJOR_VERSION = 8;
    /** A weekend's outage, and somebody to notice it. */
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(3);

    private final SourceServer server;
    private final Database source;

    SourceChecks(SourceServer server, Database source) {
        this.server = server;
        this.source = source;
    }

    List<Check> run(Connection mysql, Collection<TableId> tables) throws SQLException {
        List<Check> checks = new ArrayList<>();
        checks.add(version());
        for (SourceCheck.Requirement requirement : new SourceCheck(mysql).requirements(tables)) {
            checks.add(requirement
                    .refusal()
                    .map(refusal ->
                            Check.blocker("MySQL: " + requirement.name(), "not as needed", refusal.getMessage()))
                    .orElseGet(() -> Check.ok("MySQL: " + requirement.name(), "as needed")));
        }
        Setting.ALL.forEach(setting -> setting.check(server).ifPresent(checks::add));
        replica().ifPresent(checks::add);
        checks.add(encryption());
        return checks;
    }

    private Check version() {
        if (server.mariaDb()) {
            return Check.blocker(
                    "MySQL: version", server.version(), "MariaDB is no source of Sluice; migrate from MySQL");
        }
        return server.majorVersion() < OLDEST_MAJOR_VERSION
                ? Check.blocker("MySQL: version", server.version(), "MySQL 8.0 or later is needed; upgrade it first")
                : Check.ok("MySQL: version", server.version());
    }

    private Optional<Check> replica() {
        if (server.sources().isEmpty()) {
            return Optional.empty();
        }
        String found = "a replica of " + String.join(", ", server.sources());
        String logs = Stream.of("log_replica_updates", "log_slave_updates")
                .map(server::variable)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("ON");
        return Optional.of(
                logs.equals("ON")
                        ? Check.ok("MySQL: replica", found)
                        : Check.blocker(
                                "MySQL: replica",
                                found,
                                "it does not log what it takes over; start it with --log-replica-updates"));
    }

    private Check encryption() {
        if (server.cipher().isEmpty()) {
            return Check.warning(
                    "MySQL: TLS",
                    "the connection is not encrypted",
                    "rows and password cross the network in the clear; set 'source.tls' (docs/security.md)");
        }
        return source.tls().isPresent()
                ? Check.ok("MySQL: TLS", server.cipher())
                : Check.notice(
                        "MySQL: TLS",
                        server.cipher() + ", but the server is not verified",
                        "set 'source.tls' (docs/security.md), so that nobody can sit between");
    }

    /** Whether the binary log is kept for as long as a migration may pause. */
    Check retention(Estimate estimate) {
        String subject = "MySQL: binary log is kept for";
        long seconds = retentionSeconds();
        if (seconds == 0) {
            return Check.ok(subject, "ever, or until it is purged by other means");
        }
        Duration kept = Duration.ofSeconds(seconds);
        Duration needed = Stream.of(SHORTEST_RETENTION, estimate.longest().multipliedBy(2))
                .max(Duration::compareTo)
                .orElseThrow();
        return kept.compareTo(needed) >= 0
                ? Check.ok(subject, FigureText.duration(kept))
                : Check.warning(
                        subject,
                        FigureText.duration(kept),
                        "a snapshot or a pause that lasts longer means starting anew; SET PERSIST binlog_expire_logs_seconds"
                                + " = " + needed.toSeconds() + " or more");
    }

    private long retentionSeconds() {
        String seconds = server.variable("binlog_expire_logs_seconds");
        boolean purged = !server.variable("binlog_expire_logs_auto_purge").equals("OFF");
        return purged && seconds.matches("\\d{1,18}") ? Long.parseLong(seconds) : 0;
    }
}
