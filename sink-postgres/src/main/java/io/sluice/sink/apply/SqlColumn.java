package io.sluice.sink.apply;

import io.sluice.core.sql.Identifiers;
import io.sluice.sink.target.TableLayout;
import io.sluice.sink.target.TableLayout.Arity;

/**
 * A column as the statements name it.
 *
 * @param index where the shape has it
 */
record SqlColumn(int index, String name, TableLayout.Column target) {

    String quoted() {
        return Identifiers.quote(name);
    }

    String alias() {
        return "c" + (index + 1);
    }

    /** Arrays go as text, since unnest takes arrays of arrays apart to their last element. */
    String parameter() {
        return "?::" + (isArray() ? "text" : target.type()) + "[]";
    }

    String value() {
        return isArray() ? "u." + alias() + "::" + target.type() : "u." + alias();
    }

    /**
     * Equal as the column holds it, that is rounded or padded; types without equality by what has one. Not IS NOT
     * DISTINCT FROM, which takes no index.
     */
    String matches(Object value) {
        if (value == null) {
            return "t." + quoted() + " IS NULL";
        }
        String comparable =
                switch (target.type()) {
                    case "json" -> "::jsonb";
                    case "json[]", "xml", "xml[]", "point", "line", "lseg", "box", "path", "polygon", "circle" ->
                        "::text";
                    default -> "";
                };
        return "t." + quoted() + comparable + " = u." + alias() + "::" + target.exactType() + comparable;
    }

    private boolean isArray() {
        return target.arity() == Arity.ARRAY;
    }
}
