package io.sluice.cli.schema;

import io.sluice.core.type.PgType;
import java.util.List;
import java.util.Optional;

/** Translates the expressions of one table. */
final class Expressions {

    /** What becomes of an expression. */
    sealed interface Outcome {

        /** @param notes where it means something else in some detail */
        record Translated(String sql, boolean immutable, List<String> notes) implements Outcome {}

        record Untranslatable(String reason) implements Outcome {}
    }

    /** @param wanted the type that the value is for */
    Outcome translate(String expression, Optional<PgType> wanted) {
        return wanted.flatMap(type -> DefaultExpression.translate(expression, type))
                .<Outcome>map(sql -> new Outcome.Translated(sql, false, List.of()))
                .orElseGet(() -> new Outcome.Untranslatable("it has no counterpart that Sluice knows"));
    }
}
