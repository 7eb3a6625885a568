package io.sluice.schema.change;

import io.sluice.core.type.MySqlType;
import java.util.Optional;

/** What MySQL puts into a NOT NULL column that has no default. */
final class ImplicitDefault {

    private ImplicitDefault() {}

    /** As a literal of the catalogue; empty if there is none that PostgreSQL could be told. */
    static Optional<String> of(MySqlType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, FLOAT, DOUBLE, YEAR -> Optional.of("0");
            case BIT -> Optional.of("b'0'");
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, SET -> Optional.of("");
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> Optional.of("0x");
            case ENUM -> type.members().stream().findFirst();
            case JSON -> Optional.of("null");
            case TIME -> Optional.of("00:00:00");
            // A zero date, of which a policy decides.
            case DATE, DATETIME, TIMESTAMP -> Optional.empty();
            case GEOMETRY, VECTOR, OTHER -> Optional.empty();
        };
    }
}
