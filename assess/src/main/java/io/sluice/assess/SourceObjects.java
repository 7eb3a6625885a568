package io.sluice.assess;

import java.util.List;

/**
 * The objects of one kind, beside tables.
 *
 * @param kind such as {@code views}
 * @param names as far as MySQL shows them to the user
 */
public record SourceObjects(String kind, List<String> names, Visibility visibility) {

    /** Whether MySQL shows all of them to the user. */
    public enum Visibility {
        SHOWN,
        /** There may be others, or any at all. */
        HIDDEN
    }

    public SourceObjects {
        names = List.copyOf(names);
    }

    /** Such as {@code 2}, or that nobody knows. */
    public String count() {
        String seen = FigureText.count(names.size());
        return switch (visibility) {
            case SHOWN -> seen;
            case HIDDEN ->
                names.isEmpty() ? "not visible to this account" : seen + ", and others are not visible to this account";
        };
    }
}
