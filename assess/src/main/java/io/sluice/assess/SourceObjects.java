package io.sluice.assess;

import java.util.List;

/**
 * The objects of one kind, beside tables.
 *
 * @param kind such as {@code views}
 * @param names as far as the user may see them
 */
public record SourceObjects(String kind, List<String> names) {

    public SourceObjects {
        names = List.copyOf(names);
    }
}
