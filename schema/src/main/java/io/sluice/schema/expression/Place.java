package io.sluice.schema.expression;

/**
 * A part of a text.
 *
 * @param position of its first character, counted from 1
 */
record Place(String text, int position) {

    private static final int MAX_LENGTH = 80;

    @Override
    public String toString() {
        String shown = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
        return "'" + shown + "' at character " + position;
    }
}
