package io.sluice.sink.text;

import io.sluice.sink.text.ValueEncoder.Quoting;

/** Writes a one-dimensional array in PostgreSQL's input syntax, such as {@code {1,NULL,"a \"b\""}}. */
public final class ArrayLiteral {

    private final StringBuilder out;
    private char separator = '{';

    /** @param out what the literal is appended to */
    public ArrayLiteral(StringBuilder out) {
        this.out = out;
    }

    /** @param value may be null; see {@link ValueEncoder#encode} for what is thrown */
    public void add(ValueEncoder encoder, Object value) {
        out.append(separator);
        separator = ',';
        if (value == null) {
            out.append("NULL");
        } else if (encoder.quoting() == Quoting.NEVER) {
            encoder.encode(value, out);
        } else {
            out.append('"');
            int start = out.length();
            encoder.encode(value, out);
            escape(start);
            out.append('"');
        }
    }

    /** Closes the literal. To be called once, after the last value. */
    public void end() {
        if (separator == '{') {
            out.append('{');
        }
        out.append('}');
    }

    private void escape(int start) {
        int first = start;
        int length = out.length();
        while (first < length && !isSpecial(out.charAt(first))) {
            first++;
        }
        if (first == length) {
            return;
        }
        String tail = out.substring(first);
        out.setLength(first);
        for (int i = 0; i < tail.length(); i++) {
            char c = tail.charAt(i);
            if (isSpecial(c)) {
                out.append('\\');
            }
            out.append(c);
        }
    }

    private static boolean isSpecial(char c) {
        return c == '"' || c == '\\';
    }
}
