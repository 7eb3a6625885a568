package io.sluice.assess;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A variable of MySQL and what its value means for a migration.
 *
 * @param accepted the values that need no word, as a regular expression over upper case
 * @param otherwise how much another value matters
 * @param action what another value leads to, and what to do
 */
record Setting(String variable, String accepted, Severity otherwise, String action) {

    /** Those that a run refuses to start with are not here but in the source check. */
    static final List<Setting> ALL = List.of(
            new Setting(
                    "server_id",
                    "[1-9]\\d*",
                    Severity.BLOCKER,
                    "a server without a number sends its log to nobody; SET PERSIST server_id = 1"),
            new Setting(
                    "gtid_mode",
                    "ON",
                    Severity.NOTICE,
                    "without GTIDs the pipeline cannot go on with another server after a failover; set gtid_mode and"
                            + " enforce_gtid_consistency to ON"),
            new Setting(
                    "binlog_row_metadata",
                    "FULL",
                    Severity.NOTICE,
                    "the log does not name columns and labels, so that they are known from the DDL alone;"
                            + " SET PERSIST binlog_row_metadata = 'FULL' is safer"),
            new Setting(
                    "binlog_transaction_compression",
                    "OFF",
                    Severity.NOTICE,
                    "transactions are unpacked as they are read, which costs CPU; nothing has to be done"),
            new Setting(
                    "sql_mode",
                    "(?=.*STRICT_(TRANS|ALL)_TABLES)(?=.*NO_ZERO_IN_DATE)(?=.*NO_ZERO_DATE).*",
                    Severity.NOTICE,
                    "MySQL goes on taking values that are none, such as zero dates; choose policies also for columns in"
                            + " which none was found"),
            new Setting("time_zone", ".*", Severity.OK, ""),
            new Setting("system_time_zone", ".*", Severity.OK, ""),
            new Setting(
                    "lower_case_table_names",
                    "0|1",
                    Severity.NOTICE,
                    "names of tables are compared without regard to case; write them in 'pipeline.yaml' as"
                            + " information_schema shows them"),
            new Setting("character_set_server", ".*", Severity.OK, ""),
            new Setting("max_allowed_packet", ".*", Severity.OK, ""));

    /** The check of the server's value; none if it does not know the variable. */
    Optional<Check> check(SourceServer server) {
        if (!server.variables().containsKey(variable)) {
            return Optional.empty();
        }
        String value = server.variable(variable);
        boolean fits = value.toUpperCase(Locale.ROOT).matches(accepted);
        String shown = value.isEmpty() ? "(empty)" : value;
        return Optional.of(new Check("MySQL: " + variable, fits ? Severity.OK : otherwise, shown, fits ? "" : action));
    }
}
