package io.sluice.schema.expression;

/** Translates the calls of one function or operator. */
interface FunctionTranslation {

    /** @throws NoCounterpartException if this call has no counterpart that is certain */
    Term translate(Node.Call call, Translator translator);
}
