package io.sluice.schema.expression;

import io.sluice.schema.expression.Facts.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A function whose counterpart is a template with its arguments put in.
 *
 * @param template with {@code $1}, {@code $2} for the arguments
 * @param notes where the counterpart differs
 */
record FunctionRule(
        String template,
        Kind result,
        Facts facts,
        List<Parameter> parameters,
        Volatility volatility,
        List<String> notes)
        implements FunctionTranslation {

    /** What an argument is converted to. */
    enum Parameter {
        /** As it is. */
        ANY,
        TEXT,
        /** PostgreSQL's type integer. */
        INTEGER,
        /** Any number. */
        NUMBER,
        /** A number that does not overflow before MySQL's would. */
        WIDE,
        NUMERIC,
        DOUBLE,
        DATE,
        TIMESTAMP,
        BYTES,
        JSON;

        Term of(Term term, Coercions to) {
            return switch (this) {
                case ANY -> term;
                case TEXT -> to.text(term);
                case INTEGER -> to.integer(term);
                case NUMBER -> to.number(term);
                case WIDE -> to.wide(term);
                case NUMERIC -> to.numeric(term);
                case DOUBLE -> to.doublePrecision(term);
                case DATE -> to.date(term);
                case TIMESTAMP -> to.timestamp(term);
                case BYTES -> to.bytes(term);
                case JSON -> to.json(term);
            };
        }
    }

    FunctionRule {
        parameters = List.copyOf(parameters);
        notes = List.copyOf(notes);
    }

    static Map.Entry<String, FunctionTranslation> rule(
            String name, Kind result, String template, Parameter... parameters) {
        FunctionRule rule =
                new FunctionRule(template, result, Facts.NONE, List.of(parameters), Volatility.IMMUTABLE, List.of());
        return Map.entry(name + "/" + parameters.length, rule);
    }

    static Map.Entry<String, FunctionTranslation> noted(
            String note, String name, Kind result, String template, Parameter... parameters) {
        FunctionRule rule = new FunctionRule(
                template, result, Facts.NONE, List.of(parameters), Volatility.IMMUTABLE, List.of(note));
        return Map.entry(name + "/" + parameters.length, rule);
    }

    static Map.Entry<String, FunctionTranslation> varying(
            Volatility volatility, String name, Kind result, String template, Parameter... parameters) {
        FunctionRule rule = new FunctionRule(template, result, Facts.NONE, List.of(parameters), volatility, List.of());
        return Map.entry(name + "/" + parameters.length, rule);
    }

    @Override
    public Term translate(Node.Call call, Translator translator) {
        List<Term> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            arguments.add(parameters.get(i).of(translator.argument(call, i), translator.coercions()));
        }
        notes.forEach(translator.outcome()::note);
        Term term = filled(template, result, arguments, call, translator);
        translator.outcome().varies(volatility);
        return term.with(resultFacts(arguments));
    }

    /** A text compares as what it is made of does. */
    private Facts resultFacts(List<Term> arguments) {
        return result == Kind.TEXT
                ? TextFolding.facts(arguments)
                : facts.with(result == Kind.DOUBLE ? Width.WIDE : Width.NARROW);
    }

    /** The template with the arguments in the places of {@code $1}, {@code $2}. */
    static Term filled(String template, Kind result, List<Term> arguments, Node.Call call, Translator translator) {
        StringBuilder sql = new StringBuilder();
        int[] uses = new int[arguments.size()];
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c != '$') {
                sql.append(c);
                continue;
            }
            int argument = template.charAt(++i) - '1';
            uses[argument]++;
            boolean alone = sql.length() > 0
                    && (sql.charAt(sql.length() - 1) == '(' || sql.toString().endsWith(", "))
                    && i + 1 < template.length()
                    && (template.charAt(i + 1) == ')' || template.charAt(i + 1) == ',');
            sql.append(
                    alone
                            ? arguments.get(argument).sql()
                            : arguments.get(argument).operand());
        }
        requireSameEachTime(uses, call, translator);
        Term.Shape shape = isCall(template) ? Term.Shape.ATOM : Term.Shape.COMPOUND;
        return new Term(sql.toString(), result, shape, Facts.NONE, call.place());
    }

    /** An argument that is another one each time must not be written twice. */
    private static void requireSameEachTime(int[] uses, Node.Call call, Translator translator) {
        if (translator.outcome().volatility() != Volatility.VOLATILE) {
            return;
        }
        for (int used : uses) {
            if (used > 1) {
                throw new NoCounterpartException(
                        call.place(), "its counterpart would compute an argument twice that is another one each time");
            }
        }
    }

    /** Whether the whole is one name or one call, such as {@code lower($1)}, or a cast of either. */
    private static boolean isCall(String template) {
        int cast = template.lastIndexOf(')') < 0 ? -1 : template.indexOf("::", template.lastIndexOf(')'));
        String called = cast < 0 ? template : template.substring(0, cast);
        int open = called.indexOf('(');
        String name = open < 0 ? called : called.substring(0, open);
        if (!name.chars().allMatch(Character::isJavaIdentifierPart)) {
            return false;
        }
        return open < 0 || closing(called, open) == called.length() - 1;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
