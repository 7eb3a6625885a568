package io.sluice.verify;

import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;

/** Makes MySQL deliver rows in the order of {@link KeyOrder}. */
final class SourceKeyOrder {

    private SourceKeyOrder() {}

    /** What to sort a key column by. */
    static String term(MySqlType type, PgType target, String quotedName) {
        return switch (type.kind()) {
            case BINARY, VARBINARY ->
                target.equals(PgType.of(PgType.Base.INET)) ? text("INET6_NTOA(" + quotedName + ")") : quotedName;
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, ENUM, SET -> text(quotedName);
            case TINYINT,
                    SMALLINT,
                    MEDIUMINT,
                    INT,
                    BIGINT,
                    DECIMAL,
                    FLOAT,
                    DOUBLE,
                    BIT,
                    TINYBLOB,
                    BLOB,
                    MEDIUMBLOB,
                    LONGBLOB,
                    JSON,
                    DATE,
                    TIME,
                    DATETIME,
                    TIMESTAMP,
                    YEAR,
                    GEOMETRY,
                    VECTOR,
                    OTHER -> quotedName;
        };
    }

    private static String text(String expression) {
        return "CONVERT(" + expression + " USING utf8mb4) COLLATE utf8mb4_0900_bin";
    }
}
