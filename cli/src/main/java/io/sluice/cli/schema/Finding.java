package io.sluice.cli.schema;

import java.util.Locale;

/**
 * Something of the source's schema that is not in the target's as it was.
 *
 * @param object what it is about, by its name in MySQL, such as {@code shop.orders.total}
 * @param reason what happens to it and why
 * @param action what the user can do
 */
public record Finding(Severity severity, String object, String reason, String action) {

    public enum Severity {
        /** It is there in another form. */
        NOTICE,
        /** It is not there. */
        WARNING
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + ": " + object + ": " + reason + "; " + action;
    }
}
