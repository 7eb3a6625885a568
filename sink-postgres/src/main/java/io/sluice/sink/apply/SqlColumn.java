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

    /** Makes texts differ that the column holds for equal. */
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
     * Equal as the column holds it, that is rounded or padded; types without equality by what has one. Not IS NOT
     * DISTINCT FROM, which takes no index.
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

    /** Equal as a key, by its index; and not just in the eyes of a collation: 'a' gone is no reason to take 'A' away. */
    String matchesKey() {
        String equal = "t." + quoted() + " = " + value();
        return switch (target.equality()) {
            case EXACT -> equal;
            case LOOSE -> equal + " AND t." + quoted() + EXACTLY + " = " + value() + EXACTLY;
        };
    }

    /** How values go by COPY; empty if they have to go as text. */
    Optional<BinaryEncoder> binary(ValueEncoder encoder) {
        return target.kind() == Kind.ENUM ? BinaryForms.findForEnum(encoder) : BinaryForms.find(encoder, target.type());
    }

    /**
     * What cannot go in an array of its own type: unnest takes arrays of arrays apart to their last element, and other
     * arrays than ours have no commas.
     */
    private boolean goesAsText() {
        return switch (target.kind()) {
            case ARRAY, OWN_DELIMITER -> true;
            case SCALAR, ENUM -> false;
        };
    }
}
