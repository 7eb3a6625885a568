package io.sluice.sink.target;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a column's type holds.
 *
 * @param size the most digits before the decimal point, characters, bits, or fractional digits of seconds
 * @param scale the most digits after the decimal point
 * @param array {@code []} if the column holds arrays of such values, else empty
 */
record TypeWidth(TypeKind kind, long size, long scale, String array) {

    private static final Pattern TYPE = Pattern.compile("(?<name>[a-z][a-z0-9]*(?: precision| varying)?) ?"
            + "(?:\\((?<first>-?\\d{1,9})(?:, ?(?<second>-?\\d{1,9}))?\\))?"
            + "(?<zone> with(?:out)? time zone)?(?<array>(?:\\[\\])?)");

    /**
     * Reads a type as SQL has it, with its modifiers; empty if it is none of {@link TypeKind}, such as a user's own,
     * which only its owner can compare.
     */
    static Optional<TypeWidth> of(String type) {
        Matcher text = TYPE.matcher(type.strip().toLowerCase(Locale.ROOT));
        if (!text.matches()) {
            return Optional.empty();
        }
        String zone = text.group("zone") == null ? "" : text.group("zone");
        return TypeKind.named(text.group("name") + zone).map(kind -> of(kind, text));
    }

    private static TypeWidth of(TypeKind kind, Matcher text) {
        String array = text.group("array");
        if (text.group("first") == null) {
            return new TypeWidth(kind, kind.size(), kind == TypeKind.NUMERIC ? kind.size() : 0, array);
        }
        long first = Long.parseLong(text.group("first"));
        long second = text.group("second") == null ? 0 : Long.parseLong(text.group("second"));
        return switch (kind.modifiers()) {
            case NONE -> new TypeWidth(kind, kind.size(), 0, array);
            case SIZE -> new TypeWidth(kind, first, 0, array);
            case PRECISION_AND_SCALE -> new TypeWidth(kind, first - second, second, array);
        };
    }

    /** Whether a column of this type can be made one of the wider type with every value, now and later, as it was. */
    boolean widensTo(TypeWidth wider) {
        return kind.widensTo(wider.kind)
                && array.equals(wider.array)
                && wider.size >= size
                && wider.scale >= scale
                && !equals(wider);
    }
}
