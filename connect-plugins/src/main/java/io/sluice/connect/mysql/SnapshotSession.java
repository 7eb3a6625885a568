package io.sluice.connect.mysql;

import io.debezium.config.Configuration;

/** The settings of the connections that read rows. They are sent as text: {@link ExactFieldReader} reads that only. */
final class SnapshotSession {

    /**
     * Text arrives in the bytes in which it is stored, and is decoded by the same code as the binary log's: otherwise MySQL
     * would put a question mark for bytes that are no text, and nobody would know. TIMESTAMP arrives in UTC: in a zone with
     * summer time one hour of the year is there twice. Definitions are read as MySQL writes them by default, and CHAR comes
     * without padding, whatever the server's {@code sql_mode} is.
     */
    private static final String SETTINGS =
            "SET character_set_results = NULL, time_zone = '+00:00', sql_mode = '', sql_quote_show_create = ON";

    private static final String INITIAL_STATEMENTS = "database.initial.statements";

    private SnapshotSession() {}

    static Configuration configuration(Configuration given) {
        String statements = given.getString(INITIAL_STATEMENTS);
        return given.edit()
                .withDefault("database.responseBuffering", "adaptive")
                .withDefault("database.fetchSize", 10_000)
                .with("database.useCursorFetch", false)
                .with("database.connectionTimeZone", "UTC")
                .with(INITIAL_STATEMENTS, statements == null ? SETTINGS : statements + ";" + SETTINGS)
                .build();
    }
}
