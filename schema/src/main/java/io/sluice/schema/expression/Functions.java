package io.sluice.schema.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All functions and operators that have a counterpart, by name and number of arguments. */
final class Functions {

    /** In the place of the number of arguments, where it varies. */
    private static final String ANY = "*";

    private static final Map<String, FunctionTranslation> BY_NAME = merged(List.of(
            Operators.ALL,
            Choices.ALL,
            TextFunctions.ALL,
            TextRules.ALL,
            NumberRules.ALL,
            DateRules.ALL,
            DateFunctions.ALL,
            JsonFunctions.ALL));

    private Functions() {}

    private static Map<String, FunctionTranslation> merged(List<Map<String, FunctionTranslation>> families) {
        Map<String, FunctionTranslation> all = new HashMap<>();
        for (Map<String, FunctionTranslation> family : families) {
            family.forEach((name, translation) -> {
                if (all.put(name, translation) != null) {
                    throw new IllegalStateException("two translations of " + name);
                }
            });
        }
        return Map.copyOf(all);
    }

    /** @throws NoCounterpartException if there is none */
    static FunctionTranslation of(Node.Call call) {
        FunctionTranslation exact =
                BY_NAME.get(call.name() + "/" + call.arguments().size());
        FunctionTranslation any = exact == null ? BY_NAME.get(call.name() + "/" + ANY) : exact;
        if (any == null) {
            throw new NoCounterpartException(
                    call.place(), "PostgreSQL has no counterpart of " + call.name() + " that Sluice knows");
        }
        return any;
    }
}
