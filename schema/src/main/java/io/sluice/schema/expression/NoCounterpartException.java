package io.sluice.schema.expression;

/** Something in MySQL's text has no counterpart in PostgreSQL that is certain. */
@SuppressWarnings("serial")
final class NoCounterpartException extends RuntimeException {

    private final Place place;

    NoCounterpartException(Place place, String reason) {
        super(reason);
        this.place = place;
    }

    Translation.Untranslatable untranslatable() {
        return new Translation.Untranslatable(place.toString(), getMessage());
    }
}
