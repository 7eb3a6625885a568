package io.sluice.e2e.random;

import io.sluice.core.name.MySqlNames;

/**
 * A column as MySQL's catalogue has it.
 *
 * @param kind its type without length, in small letters
 * @param type as declared, such as {@code decimal(8,2)}
 * @param required whether an INSERT has to name it
 */
record LiveColumn(
        String name,
        String kind,
        String type,
        boolean nullable,
        boolean required,
        boolean generated,
        boolean numbered) {

    String quoted() {
        return MySqlNames.quote(name);
    }

    boolean isInteger() {
        return kind.endsWith("int");
    }

    boolean isText() {
        return kind.equals("varchar") || kind.equals("char") || kind.equals("text");
    }

    boolean hasLabels() {
        return kind.equals("enum") || kind.equals("set");
    }

    boolean isTime() {
        return kind.equals("date") || kind.equals("datetime") || kind.equals("timestamp");
    }
}
