package io.sluice.assess;

/**
 * A type that most users want for a column, which all its values that were seen allow. Nothing has to be chosen: every
 * value arrives either way.
 *
 * @param values how many were seen, above 0
 * @param complete whether these are all that the column has
 */
public record Suggestion(PolicyProposal proposal, long values, boolean complete) {

    public Suggestion {
        if (values < 1) {
            throw new IllegalArgumentException("a column without values suggests no type: " + proposal);
        }
    }

    /** The column's name in MySQL. */
    public String object() {
        return proposal.table() + "." + proposal.column();
    }

    /** Such as {@code 3 values, all of the table: every value is 0 or 1}. */
    public String reason() {
        return FigureText.count(values, "value", "values")
                + (complete ? ", all of the table: " : " of a sample: ")
                + proposal.reason();
    }
}
