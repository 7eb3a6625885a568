package io.sluice.core.ddl;

import java.util.Objects;
import java.util.Optional;

/**
 * A column of a MySQL table, as a DDL statement has left it.
 *
 * @param formerName its name before the statement; empty if the statement has added it
 * @param type as MySQL declares it, such as {@code DECIMAL(10,2) UNSIGNED}
 * @param onUpdate what ON UPDATE puts there when a row changes, such as {@code CURRENT_TIMESTAMP(6)}
 * @param charset of its texts; empty if that is the table's, or it holds none
 * @param comment empty if the statement says nothing of the column
 */
public record ColumnStructure(
        String name,
        Optional<String> formerName,
        String type,
        boolean nullable,
        Default defaultValue,
        Origin origin,
        Optional<String> onUpdate,
        Optional<String> charset,
        Optional<String> comment) {

    /** Where the column's values come from. */
    public enum Origin {
        WRITTEN,
        AUTO_INCREMENT,
        GENERATED
    }

    /** What kind of thing an INSERT that does not name the column puts there. */
    public enum DefaultKind {
        /** NULL, or an error in a NOT NULL column. */
        NONE,
        LITERAL,
        EXPRESSION
    }

    /**
     * What an INSERT that does not name the column puts there.
     *
     * @param text a literal without quotes (of bits {@code b'101'}, of bytes {@code 0x00FF}), or an SQL expression; empty
     *     for none
     */
    public record Default(DefaultKind kind, String text) {

        public static final Default NONE = new Default(DefaultKind.NONE, "");

        public Default {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(text);
        }

        public static Default literal(String text) {
            return new Default(DefaultKind.LITERAL, text);
        }

        public static Default expression(String sql) {
            return new Default(DefaultKind.EXPRESSION, sql);
        }
    }

    public ColumnStructure {
        Objects.requireNonNull(defaultValue);
        Objects.requireNonNull(origin);
        if (name.isEmpty() || type.isEmpty()) {
            throw new IllegalArgumentException("a column has a name and a type: '" + name + "' '" + type + "'");
        }
    }
}
