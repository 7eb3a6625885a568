package io.sluice.sink.apply;

import io.sluice.core.name.Identifiers;
import io.sluice.sink.binary.BinaryEncoder;
import io.sluice.sink.binary.BinaryForms;
import io.sluice.sink.target.TableLayout;
import io.sluice.sink.target.TableLayout.Kind;
import io.sluice.sink.text.ValueEncoder;
import java.util.Optional;

/**
 * A column as the statements name it.
 *
 * @param index where the shape has it
 */
record SqlColumn(int index, String name, TableLayout.Column target) {

    /** Tells texts apart that the column takes for equal. */
    private static final String EXACTLY = "::text COLLATE \"C\"";

    String quoted() {
        return Identifiers.quote(name);
    }

    String alias() {
        return "c" + (index + 1);
    }

    String parameter() {
        return "?::" + (goesAsText() ? "text" : target.type()) + "[]";
    }

    String value() {
        return goesAsText() ? "u." + alias() + "::" + target.type() : "u." + alias();
    }

    /** As {@link #value}, of a row in a stage, where it may be text. */
    String staged() {
        return "u." + alias() + "::" + target.type();
    }

    /**
     * Compares with the value as the column would hold it, rounded or padded. Types without equality are cast to one
     * that has it. IS NOT DISTINCT FROM would use no index.
     */
    String matches(Object value) {
        if (value == null) {
            return "t." + quoted() + " IS NULL";
        }
        return "t." + quoted() + comparable() + " = u." + alias() + "::" + target.exactType() + comparable();
    }

    private String comparable() {
        return switch (target.equality()) {
            case LOOSE -> EXACTLY;
            case EXACT ->
                switch (target.type()) {
                    case "json" -> "::jsonb";
                    case "json[]", "xml", "xml[]", "point", "line", "lseg", "box", "path", "polygon", "circle" ->
                        "::text";
                    default -> "";
                };
        };
    }

    /**
     * Compares a key, using its index. Keys that are equal only for a collation do not match: a delete of 'a' leaves
     * 'A'.
     */
    String matchesKey() {
        return switch (target.equality()) {
            case EXACT -> equal();
            case LOOSE -> equal() + " AND t." + quoted() + EXACTLY + " = " + value() + EXACTLY;
        };
    }

    /** Compares as an index of the column does. */
    String equal() {
        return "t." + quoted() + " = " + value();
    }

    /** How values go by COPY; empty if they have to go as text. */
    Optional<BinaryEncoder> binary(ValueEncoder encoder) {
        return target.kind() == Kind.ENUM ? BinaryForms.findForEnum(encoder) : BinaryForms.find(encoder, target.type());
    }

    /**
     * Whether values cannot go in an array of their own type: unnest takes nested arrays apart to the last element, and
     * some types' arrays are separated by another character than a comma.
     */
    private boolean goesAsText() {
        return switch (target.kind()) {
            case ARRAY, OWN_DELIMITER -> true;
            case SCALAR, ENUM -> false;
        };
    }
}
