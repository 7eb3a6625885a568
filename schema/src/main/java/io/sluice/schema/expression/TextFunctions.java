package io.sluice.schema.expression;

import io.sluice.schema.expression.FunctionRule.Parameter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions of texts whose counterpart depends on the arguments. */
final class TextFunctions {

    static final Map<String, FunctionTranslation> ALL = Map.ofEntries(
            Map.entry("concat/*", TextFunctions::concat),
            Map.entry("concat_ws/*", TextFunctions::concatWithSeparator),
            Map.entry("length/1", TextFunctions::length),
            Map.entry("octet_length/1", TextFunctions::length),
            Map.entry("left/2", TextFunctions::end),
            Map.entry("right/2", TextFunctions::end),
            Map.entry("substring/2", TextFunctions::substring),
            Map.entry("substring/3", TextFunctions::substring),
            Map.entry("substr/2", TextFunctions::substring),
            Map.entry("substr/3", TextFunctions::substring),
            Map.entry("mid/3", TextFunctions::substring),
            Map.entry("lpad/3", TextFunctions::padded),
            Map.entry("rpad/3", TextFunctions::padded),
            Map.entry("trim both/2", TextFunctions::trimmed),
            Map.entry("trim leading/2", TextFunctions::trimmed),
            Map.entry("trim trailing/2", TextFunctions::trimmed),
            Map.entry("instr/2", (call, translator) -> position(call, 0, 1, translator)),
            Map.entry("locate/2", (call, translator) -> position(call, 1, 0, translator)),
            Map.entry("find_in_set/2", TextFunctions::findInSet),
            Map.entry("substring_index/3", TextFunctions::substringIndex),
            Map.entry("hex/1", TextFunctions::hex),
            Map.entry("sha2/2", TextFunctions::sha2),
            Map.entry("uuid_to_bin/2", TextFunctions::uuidToBin));

    private TextFunctions() {}

    private static Term concat(Node.Call call, Translator translator) {
        List<Term> parts = new ArrayList<>();
        for (Term part : translator.terms(call.arguments())) {
            parts.add(translator.coercions().text(part));
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return Term.compound(Operators.joined(parts, " || "), Kind.TEXT, call.place())
                .with(TextFolding.facts(parts));
    }

    /** PostgreSQL's function of this name is not IMMUTABLE. */
    private static Term concatWithSeparator(Node.Call call, Translator translator) {
        List<Term> all = translator.coercions().texts(translator.terms(call.arguments()));
        Term separator = all.get(0);
        int length = Literals.textOf(separator)
                .map(text -> text.codePointCount(0, text.length()))
                .orElseThrow(() -> separator.refused("the separator is no literal"));
        List<String> parts = all.subList(1, all.size()).stream()
                .map(part -> "coalesce(" + separator.sql() + " || " + part.operand() + ", '')")
                .toList();
        String sql = "substr(" + String.join(" || ", parts) + ", " + (length + 1) + ")";
        return Term.atom(sql, Kind.TEXT, call.place()).with(TextFolding.facts(all));
    }

    private static Term length(Node.Call call, Translator translator) {
        Term value = translator.argument(call, 0);
        if (value.kind() == Kind.BYTES) {
            return Term.atom("octet_length(" + value.sql() + ")", Kind.INTEGER, call.place())
                    .with(Facts.NONE.with(Facts.Sign.NOT_NEGATIVE));
        }
        translator.outcome().note("bytes are counted in UTF-8, whatever the column's character set in MySQL");
        return Term.atom("octet_length(" + translator.coercions().text(value).sql() + ")", Kind.INTEGER, call.place())
                .with(Facts.NONE.with(Facts.Sign.NOT_NEGATIVE));
    }

    /** LEFT or RIGHT; a negative length means another thing in PostgreSQL. */
    private static Term end(Node.Call call, Translator translator) {
        Term text = translator.coercions().text(translator.argument(call, 0));
        Term length = translator.coercions().integer(translator.argument(call, 1));
        String sql = call.name() + "(" + text.sql() + ", " + notNegative(length) + ")";
        return Term.atom(sql, Kind.TEXT, call.place()).with(TextFolding.facts(List.of(text)));
    }

    private static String notNegative(Term number) {
        Optional<BigInteger> literal = Literals.wholeOf(number);
        if (literal.isPresent()) {
            return literal.get().max(BigInteger.ZERO).toString();
        }
        return number.facts().sign() == Facts.Sign.NOT_NEGATIVE
                ? number.sql()
                : "CASE WHEN " + number.operand() + " < 0 THEN 0 ELSE " + number.sql() + " END";
    }

    /** A position below zero counts from the end, and at zero there is nothing. */
    private static Term substring(Node.Call call, Translator translator) {
        Term whole = translator.argument(call, 0);
        if (whole.kind() == Kind.BYTES) {
            throw new NoCounterpartException(call.place(), "only parts of texts are translated, not of bytes");
        }
        Term text = translator.coercions().text(whole);
        Term position = translator.coercions().integer(translator.argument(call, 1));
        String length = call.arguments().size() < 3
                ? ""
                : ", " + notNegative(translator.coercions().integer(translator.argument(call, 2)));
        Optional<BigInteger> literal = Literals.wholeOf(position);
        boolean plain = literal.isPresent() && literal.get().signum() > 0;
        if (plain) {
            return Term.atom("substr(" + text.sql() + ", " + position.sql() + length + ")", Kind.TEXT, call.place())
                    .with(TextFolding.facts(List.of(text)));
        }
        String sql = "CASE WHEN $2 > 0 THEN substr($1, $2" + length + ")"
                + " WHEN $2 < 0 AND -$2 <= char_length($1) THEN substr($1, char_length($1) + $2 + 1" + length + ")"
                + " ELSE left($1, 0 * $2) END";
        return FunctionRule.filled(sql, Kind.TEXT, List.of(text, position), call, translator)
                .with(TextFolding.facts(List.of(text)));
    }

    private static Term padded(Node.Call call, Translator translator) {
        Term text = translator.coercions().text(translator.argument(call, 0));
        Term length = translator.coercions().integer(translator.argument(call, 1));
        Term padding = translator.coercions().text(translator.argument(call, 2));
        boolean certain = Literals.wholeOf(length)
                        .filter(value -> value.signum() >= 0)
                        .isPresent()
                && Literals.textOf(padding).filter(value -> !value.isEmpty()).isPresent();
        if (!certain) {
            throw new NoCounterpartException(
                    call.place(), "only a literal length and padding mean the same in PostgreSQL");
        }
        String sql = call.name() + "(" + text.sql() + ", " + length.sql() + ", " + padding.sql() + ")";
        return Term.atom(sql, Kind.TEXT, call.place()).with(TextFolding.facts(List.of(text)));
    }

    /** MySQL takes off a text, PostgreSQL any of its characters. */
    private static Term trimmed(Node.Call call, Translator translator) {
        Term text = translator.coercions().text(translator.argument(call, 0));
        Term taken = translator.argument(call, 1);
        String character = Literals.textOf(taken).orElse("");
        if (character.codePointCount(0, character.length()) != 1) {
            throw taken.refused("only one character can be trimmed in PostgreSQL");
        }
        String name =
                switch (call.name()) {
                    case "trim leading" -> "ltrim";
                    case "trim trailing" -> "rtrim";
                    default -> "btrim";
                };
        String sql = name + "(" + text.sql() + ", " + taken.sql() + ")";
        return Term.atom(sql, Kind.TEXT, call.place()).with(TextFolding.facts(List.of(text)));
    }

    private static Term position(Node.Call call, int text, int part, Translator translator) {
        Term whole = translator.coercions().text(translator.argument(call, text));
        Term found = translator.coercions().text(translator.argument(call, part));
        if (!TextFolding.folds(whole, found)) {
            return Term.atom("strpos(" + whole.sql() + ", " + found.sql() + ")", Kind.INTEGER, call.place());
        }
        translator.outcome().note("accents count, which they may not in MySQL");
        String sql = "strpos(" + TextFolding.folded(whole).sql() + ", "
                + TextFolding.folded(found).sql() + ")";
        return Term.atom(sql, Kind.INTEGER, call.place());
    }

    /** In a SET the number is that of the member in the definition. */
    private static Term findInSet(Node.Call call, Translator translator) {
        Term member = translator.argument(call, 0);
        Term list = translator.argument(call, 1);
        if (list.kind() == Kind.SET && Literals.textOf(member).isPresent()) {
            int number = list.facts().labels().indexOf(Literals.textOf(member).get()) + 1;
            if (number == 0) {
                throw member.refused("it is not among the members of the column");
            }
            String sql = "CASE " + member.sql() + " = ANY (" + list.sql() + ") WHEN true THEN " + number
                    + " WHEN false THEN 0 END";
            return Term.compound(sql, Kind.INTEGER, call.place());
        }
        if (list.kind() != Kind.TEXT || TextFolding.folds(member, list)) {
            throw list.refused("only a text that is compared exactly is searched as a list");
        }
        Term text = translator.coercions().text(member);
        String sql = "CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN"
                + " coalesce(array_position(string_to_array($2, ','), $1), 0) END";
        return FunctionRule.filled(sql, Kind.INTEGER, List.of(text, list), call, translator);
    }

    /** All before, or behind, the n-th delimiter: only the first part and the last have a counterpart. */
    private static Term substringIndex(Node.Call call, Translator translator) {
        Term text = translator.coercions().text(translator.argument(call, 0));
        Term delimiter = translator.coercions().text(translator.argument(call, 1));
        Term count = translator.coercions().number(translator.argument(call, 2));
        boolean one = Literals.wholeOf(count)
                .filter(value -> value.abs().equals(BigInteger.ONE))
                .isPresent();
        boolean delimited =
                Literals.textOf(delimiter).filter(value -> !value.isEmpty()).isPresent();
        if (!one || !delimited) {
            throw new NoCounterpartException(
                    call.place(), "PostgreSQL has a counterpart only for the first or the last part");
        }
        String sql = "split_part(" + text.sql() + ", " + delimiter.sql() + ", " + count.sql() + ")";
        return Term.atom(sql, Kind.TEXT, call.place()).with(TextFolding.facts(List.of(text)));
    }

    private static Term hex(Node.Call call, Translator translator) {
        Term value = translator.argument(call, 0);
        if (value.kind().number() || value.kind() == Kind.BITS) {
            Term number = translator.coercions().number(value);
            if (number.kind() != Kind.INTEGER) {
                throw number.refused("only whole numbers have a hexadecimal form in PostgreSQL");
            }
            String bigint = translator.coercions().wide(number).operand();
            return Term.atom("upper(to_hex(" + bigint + "))", Kind.TEXT, call.place());
        }
        String bytes = translator.coercions().bytes(value).sql();
        return Term.atom("upper(encode(" + bytes + ", 'hex'))", Kind.TEXT, call.place());
    }

    private static Term sha2(Node.Call call, Translator translator) {
        Term bytes = Parameter.BYTES.of(translator.argument(call, 0), translator.coercions());
        Term bits = translator.argument(call, 1);
        String function =
                switch (bits.sql()) {
                    case "0", "256" -> "sha256";
                    case "224", "384", "512" -> "sha" + bits.sql();
                    default -> throw bits.refused("it is no number of bits that SHA-2 has");
                };
        return Term.atom("encode(" + function + "(" + bytes.sql() + "), 'hex')", Kind.TEXT, call.place());
    }

    /** With the flag the parts of the time are swapped, of which a random UUID has none. */
    private static Term uuidToBin(Node.Call call, Translator translator) {
        Term flag = translator.argument(call, 1);
        boolean swapped = Literals.truth(flag).orElseThrow(() -> flag.refused("the flag is neither 0 nor 1"));
        boolean random =
                call.argument(0) instanceof Node.Call inner && inner.name().equals("uuid");
        Term text = translator.coercions().text(translator.argument(call, 0));
        if (random || !swapped) {
            return Term.atom("uuid_send(" + text.operand() + "::uuid)", Kind.BYTES, call.place());
        }
        translator.outcome().note("a text that is no UUID is an error");
        String sql = "decode(substr($1, 15, 4) || substr($1, 10, 4) || substr($1, 1, 8) || substr($1, 20, 4)"
                + " || substr($1, 25, 12), 'hex')";
        return FunctionRule.filled(sql, Kind.BYTES, List.of(text), call, translator);
    }
}
