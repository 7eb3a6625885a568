package io.sluice.schema.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something of the source's schema that is not in the target's as it was.
 *
 * @param code what kind of finding it is
 * @param object what it is about, by its name in MySQL, such as {@code shop.orders.total}
 * @param reason what happens to it and why
 * @param action what the user can do
 */
public record Finding(Severity severity, Code code, String object, String reason, String action) {

    public enum Severity {
        /** It is there in another form. */
        NOTICE,
        /** It is not there. */
        WARNING
    }

    /** The kinds of findings; {@link #id()} is for programs, and stays as it is. */
    public enum Code {
        /** Texts that MySQL holds for equal are different. */
        COLLATION,
        COLUMN_INVISIBLE,
        /** NOT NULL is given up, as a policy puts NULL there. */
        COLUMN_NULLABLE,
        COLUMN_ZEROFILL,
        /** More columns than a table of PostgreSQL can have. */
        COLUMNS_TOO_MANY,
        /** A row may take more than a page has room for. */
        ROW_TOO_WIDE,
        TYPE_UNKNOWN,
        /** A geometry without its SRID. */
        TYPE_BYTES,
        DEFAULT_LEFT_OUT,
        IDENTITY_LEFT_OUT,
        /** AUTO_INCREMENT counts for each value of other columns, an identity for the whole table. */
        IDENTITY_DIFFERS,
        ON_UPDATE_LEFT_OUT,
        ON_UPDATE_TRIGGER,
        GENERATED_PLAIN,
        GENERATED_STORED,
        /** An expression means something else in some detail. */
        EXPRESSION_DIFFERS,
        CHECK_LEFT_OUT,
        CHECK_NOT_ENFORCED,
        INDEX_LEFT_OUT,
        INDEX_PREFIX,
        INDEX_TOO_WIDE,
        INDEX_INVISIBLE,
        INDEX_DUPLICATE,
        INDEX_FULLTEXT,
        KEY_MISSING,
        KEY_TOO_WIDE,
        FOREIGN_KEY_LEFT_OUT,
        FOREIGN_KEY_CASCADES,
        PARTITIONS_FLAT,
        PARTITIONS_DIFFER,
        ENGINE_NOT_TRANSACTIONAL,
        /** Its engine holds no rows itself. */
        TABLE_LEFT_OUT,
        NAME_CHANGED,
        VIEW_LEFT_OUT,
        TRIGGER_LEFT_OUT,
        PROCEDURE_LEFT_OUT,
        FUNCTION_LEFT_OUT,
        EVENT_LEFT_OUT,
        /** There may be programs that MySQL does not show to the user. */
        INVENTORY_INCOMPLETE,
        /** PostgreSQL refuses a statement of the plan. */
        STATEMENT_REFUSED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One line for a person. */
    @Override
    public String toString() {
        String line = severity.name().toLowerCase(Locale.ROOT) + ": " + object + ": " + reason + "; " + action;
        return line.replace('\n', ' ').replace('\r', ' ');
    }
}
