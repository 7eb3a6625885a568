package io.sluice.sink.text;

import java.util.List;

/** Writes lists as array literals. */
public record ListEncoder(ValueEncoder element) implements ValueEncoder {

    @Override
    public void encode(Object value, StringBuilder out) {
        ArrayLiteral literal = new ArrayLiteral(out);
        for (Object item : (List<?>) value) {
            literal.add(element, item);
        }
        literal.end();
    }

    @Override
    public Quoting quoting() {
        return Quoting.NEEDED;
    }
}
