package io.sluice.control.letter;

import java.util.regex.Pattern;

/** What the reasons of dead letters have in common: the same sentence without the values that differ. */
final class ReasonText {

    private static final int LENGTH_MAX = 160;

    /** The sink's sentence begins with the record's place, which stands in other headers too. */
    private static final Pattern PLACE = Pattern.compile("^Topic .*? cannot be applied to [^:]*: ");

    /** PostgreSQL's details have the row's values. */
    private static final Pattern DETAIL = Pattern.compile("\\s*(\\R|Detail:).*", Pattern.DOTALL);

    private static final Pattern VALUE = Pattern.compile("'[^']*'|(?<![\\w.])-?\\d[\\d.,:/ +-]*(?!\\w)");

    private ReasonText() {}

    static String of(String reason) {
        String sentence = DETAIL.matcher(PLACE.matcher(reason).replaceFirst("")).replaceFirst("");
        String common = VALUE.matcher(sentence)
                .replaceAll("… ")
                .replaceAll(" {2,}", " ")
                .strip();
        return common.length() <= LENGTH_MAX ? common : common.substring(0, LENGTH_MAX - 1) + "…";
    }
}
