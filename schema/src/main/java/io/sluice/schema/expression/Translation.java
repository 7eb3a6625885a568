package io.sluice.schema.expression;

import java.util.List;

/** What an expression or a view becomes in PostgreSQL, or why not. */
public sealed interface Translation {

    /**
     * @param volatility of the result in PostgreSQL
     * @param notes where its meaning differs in a detail, one sentence each
     */
    record Translated(String sql, Volatility volatility, List<String> notes) implements Translation {
        public Translated {
            notes = List.copyOf(notes);
        }
    }

    /**
     * @param place the part of the text that has no counterpart, with its position
     * @param reason why, as a clause that can follow "because"
     */
    record Untranslatable(String place, String reason) implements Translation {}
}
