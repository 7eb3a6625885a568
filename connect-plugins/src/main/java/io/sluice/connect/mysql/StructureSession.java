package io.sluice.connect.mysql;

import io.debezium.config.Configuration;

/** The settings of the connections that read the structure of tables. */
final class StructureSession {

    /** Definitions are read as MySQL writes them by default, whatever the server's {@code sql_mode} is. */
    private static final String SETTINGS =
            "SET character_set_results = NULL, time_zone = '+00:00', sql_mode = '', sql_quote_show_create = ON";

    private static final String INITIAL_STATEMENTS = "database.initial.statements";

    private StructureSession() {}

    static Configuration configuration(Configuration given) {
        String statements = given.getString(INITIAL_STATEMENTS);
        return given.edit()
                .with("database.connectionTimeZone", "UTC")
                .with(INITIAL_STATEMENTS, statements == null ? SETTINGS : statements + ";" + SETTINGS)
                .build();
    }
}
