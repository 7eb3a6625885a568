package io.sluice.schema.expression;

import java.util.List;
import java.util.Optional;

/** LIKE and regular expressions. */
final class Patterns {

    /** What PostgreSQL does not have, or means otherwise. */
    private static final String ONLY_IN_MYSQL = "ABGHNPQRUVXZbhpuvxz";

    private Patterns() {}

    static Term like(Node.Call call, Translator translator) {
        Term value = translator.coercions().text(translator.argument(call, 0));
        Term pattern = translator.coercions().text(translator.argument(call, 1));
        boolean folds = TextFolding.folds(value, pattern);
        if (folds) {
            translator.outcome().note("accents count in ILIKE, which they may not in MySQL's LIKE");
        }
        String sql = value.operand() + (folds ? " ILIKE " : " LIKE ") + pattern.operand();
        if (call.arguments().size() == 3) {
            String escape = Literals.textOf(translator.argument(call, 2))
                    .filter(text -> text.length() == 1)
                    .orElseThrow(() -> new NoCounterpartException(
                            call.argument(2).place(), "only one character can escape others"));
            sql += " ESCAPE " + Literals.quoted(escape, call.place());
        }
        return Term.compound(sql, Kind.BOOLEAN, call.place());
    }

    static Term regexp(Node.Call call, Translator translator) {
        Term value = translator.coercions().text(translator.argument(call, 0));
        Term pattern = translator.argument(call, 1);
        boolean folds = call.arguments().size() == 3
                ? flag(translator.argument(call, 2), TextFolding.folds(value, pattern))
                : TextFolding.folds(value, pattern);
        String sql = value.operand() + (folds ? " ~* " : " ~ ") + literal(pattern, translator);
        return Term.compound(sql, Kind.BOOLEAN, call.place());
    }

    static Term replaced(Node.Call call, Translator translator) {
        Term value = translator.coercions().text(translator.argument(call, 0));
        Term pattern = translator.argument(call, 1);
        Term replacement = translator.argument(call, 2);
        String text = Literals.textOf(replacement)
                .filter(each -> each.indexOf('$') < 0 && each.indexOf('\\') < 0)
                .orElseThrow(() -> replacement.refused("groups in a replacement are written otherwise in PostgreSQL"));
        String flags = TextFolding.folds(value, pattern) ? "'gi'" : "'g'";
        String sql = "regexp_replace(" + value.sql() + ", " + literal(pattern, translator) + ", "
                + Literals.quoted(text, replacement.place()) + ", " + flags + ")";
        return Term.atom(sql, Kind.TEXT, call.place()).with(TextFolding.facts(List.of(value)));
    }

    static Term found(Node.Call call, Translator translator) {
        Term value = translator.coercions().text(translator.argument(call, 0));
        Term pattern = translator.argument(call, 1);
        String whole = "'(' || " + literal(pattern, translator) + " || ')'";
        String flags = TextFolding.folds(value, pattern) ? ", 'i'" : "";
        String sql = "(regexp_match(" + value.sql() + ", " + whole + flags + "))[1]";
        return Term.atom(sql, Kind.TEXT, call.place()).with(TextFolding.facts(List.of(value)));
    }

    private static String literal(Term pattern, Translator translator) {
        String text = Literals.textOf(pattern)
                .orElseThrow(() -> pattern.refused("a regular expression that is no literal cannot be checked"));
        return Literals.quoted(checked(text, pattern, translator.outcome()), pattern.place());
    }

    private static boolean flag(Term flags, boolean usual) {
        Optional<String> text = Literals.textOf(flags);
        if (text.isEmpty() || !text.get().chars().allMatch(c -> c == 'i' || c == 'c')) {
            throw flags.refused("only the flags i and c are known");
        }
        return text.get().isEmpty() ? usual : text.get().endsWith("i");
    }

    /** The same expression in PostgreSQL's notation; MySQL's is that of ICU. */
    private static String checked(String pattern, Term term, Outcome outcome) {
        boolean inBrackets = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                char escaped = i + 1 < pattern.length() ? pattern.charAt(++i) : '\\';
                if (ONLY_IN_MYSQL.indexOf(escaped) >= 0) {
                    throw term.refused("PostgreSQL has no \\" + escaped + " in regular expressions, or means another");
                }
            } else if (inBrackets && pattern.startsWith("[:", i) && pattern.indexOf(":]", i) > 0) {
                i = pattern.indexOf(":]", i) + 1;
            } else if (inBrackets) {
                inBrackets = c != ']';
                requireNoSetOperation(pattern, i, term);
            } else if (c == '[') {
                inBrackets = true;
                i += pattern.startsWith("^]", i + 1) ? 2 : pattern.startsWith("]", i + 1) ? 1 : 0;
            } else if (c == '.') {
                outcome.note("a point in a regular expression also stands for the end of a line");
            } else {
                requireKnown(pattern, i, term);
            }
        }
        return pattern;
    }

    private static void requireNoSetOperation(String pattern, int i, Term term) {
        if (pattern.charAt(i) == '[' || pattern.startsWith("&&", i) || pattern.startsWith("--", i)) {
            throw term.refused("PostgreSQL has no operations on sets of characters");
        }
    }

    private static void requireKnown(String pattern, int i, Term term) {
        boolean group = pattern.startsWith("(?", i);
        boolean known = group
                && (pattern.startsWith("(?:", i)
                        || pattern.startsWith("(?=", i)
                        || pattern.startsWith("(?!", i)
                        || pattern.startsWith("(?<=", i)
                        || pattern.startsWith("(?<!", i));
        boolean possessive = i > 0 && pattern.charAt(i) == '+' && "*+?}".indexOf(pattern.charAt(i - 1)) >= 0;
        if ((group && !known) || possessive) {
            throw term.refused("PostgreSQL has no such group or quantifier in regular expressions");
        }
    }
}
