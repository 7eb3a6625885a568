package io.sluice.schema.expression;

import io.sluice.core.name.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions of JSON documents. */
final class JsonFunctions {

    static final Map<String, FunctionTranslation> ALL = Map.ofEntries(
            Map.entry("json_extract/2", JsonFunctions::extract),
            Map.entry("json_unquote/1", JsonFunctions::unquote),
            Map.entry("json_keys/1", JsonFunctions::keys),
            Map.entry("json_remove/2", JsonFunctions::remove),
            Map.entry("json_array/*", JsonFunctions::array),
            Map.entry("json_object/*", JsonFunctions::object),
            Map.entry("json_valid/1", JsonFunctions::valid),
            Map.entry("json_length/1", JsonFunctions::length),
            Map.entry("json_contains/2", JsonFunctions::contains),
            Map.entry("json_contains_path/3", JsonFunctions::containsPath),
            Map.entry("member of/2", JsonFunctions::memberOf),
            Map.entry("json_type/1", JsonFunctions::type),
            Map.entry("json_quote/1", JsonFunctions::quote));

    private JsonFunctions() {}

    private static List<String> steps(Term path) {
        String text = Literals.textOf(path).orElseThrow(() -> path.refused("the path is no literal"));
        return JsonPaths.steps(text).orElseThrow(() -> path.refused("the path may name many places"));
    }

    private static Term extract(Node.Call call, Translator translator) {
        Term document = translator.coercions().json(translator.argument(call, 0));
        List<String> steps = steps(translator.argument(call, 1));
        return steps.isEmpty()
                ? document
                : Term.compound(document.operand() + " -> " + String.join(" -> ", steps), Kind.JSON, call.place());
    }

    /** JSON's null is the text null in MySQL, and NULL with PostgreSQL's operator. */
    private static Term unquote(Node.Call call, Translator translator) {
        if (call.argument(0) instanceof Node.Call inner && inner.name().equals("json_extract")) {
            return unquoted(inner, translator);
        }
        Term value = translator.argument(call, 0);
        if (value.kind() != Kind.JSON) {
            throw value.refused("only the value of a JSON document is unquoted");
        }
        String sql = "coalesce($1 #>> '{}', $1::text)";
        return FunctionRule.filled(sql, Kind.TEXT, List.of(value), call, translator)
                .with(bin());
    }

    private static Term unquoted(Node.Call extract, Translator translator) {
        Term document = translator.coercions().json(translator.argument(extract, 0));
        List<String> steps = steps(translator.argument(extract, 1));
        if (steps.isEmpty()) {
            String sql = "coalesce($1 #>> '{}', $1::text)";
            return FunctionRule.filled(sql, Kind.TEXT, List.of(document), extract, translator)
                    .with(bin());
        }
        List<String> before = new ArrayList<>(List.of(document.operand()));
        before.addAll(steps.subList(0, steps.size() - 1));
        String path = String.join(" -> ", before);
        String last = steps.get(steps.size() - 1);
        String sql = "coalesce(" + path + " ->> " + last + ", (" + path + " -> " + last + ")::text)";
        return Term.atom(sql, Kind.TEXT, extract.place()).with(bin());
    }

    private static Term keys(Node.Call call, Translator translator) {
        Term document = translator.coercions().json(translator.argument(call, 0));
        String sql = "CASE WHEN jsonb_typeof(" + document.sql() + ") = 'object' THEN jsonb_path_query_array("
                + document.sql() + ", '$.keyvalue().key') END";
        return Term.compound(sql, Kind.JSON, call.place());
    }

    private static Term remove(Node.Call call, Translator translator) {
        Term document = translator.coercions().json(translator.argument(call, 0));
        Term path = translator.argument(call, 1);
        List<String> steps = steps(path);
        if (steps.isEmpty()) {
            throw path.refused("the whole document is removed");
        }
        List<String> places = steps.stream()
                .map(step -> step.startsWith("'") ? step : "'" + step + "'")
                .toList();
        String sql = document.operand() + " #- ARRAY[" + String.join(", ", places) + "]";
        return Term.compound(sql, Kind.JSON, call.place());
    }

    private static Facts bin() {
        return Facts.NONE.with(TextComparison.EXACT);
    }

    private static Term array(Node.Call call, Translator translator) {
        List<String> values = new ArrayList<>();
        for (Term term : translator.terms(call.arguments())) {
            values.add(translator.coercions().jsonValue(term).sql());
        }
        if (values.isEmpty()) {
            return Term.atom("'[]'::jsonb", Kind.JSON, call.place());
        }
        translator.outcome().varies(Volatility.STABLE);
        return Term.atom("jsonb_build_array(" + String.join(", ", values) + ")", Kind.JSON, call.place());
    }

    private static Term object(Node.Call call, Translator translator) {
        List<String> members = new ArrayList<>();
        List<Term> terms = translator.terms(call.arguments());
        for (int i = 0; i + 1 < terms.size(); i += 2) {
            members.add(translator.coercions().text(terms.get(i)).operand() + "::text");
            members.add(translator.coercions().jsonValue(terms.get(i + 1)).sql());
        }
        if (members.isEmpty()) {
            return Term.atom("'{}'::jsonb", Kind.JSON, call.place());
        }
        translator.outcome().varies(Volatility.STABLE);
        return Term.atom("jsonb_build_object(" + String.join(", ", members) + ")", Kind.JSON, call.place());
    }

    private static Term valid(Node.Call call, Translator translator) {
        Term value = translator.argument(call, 0);
        if (value.kind() == Kind.JSON) {
            String sql = "CASE WHEN " + value.operand() + " IS NOT NULL THEN true END";
            return Term.compound(sql, Kind.BOOLEAN, call.place());
        }
        if (value.kind() != Kind.TEXT) {
            throw value.refused("only a text may or may not be JSON");
        }
        translator.outcome().note("IS JSON needs PostgreSQL 16 or later");
        return Term.compound(value.operand() + " IS JSON", Kind.BOOLEAN, call.place());
    }

    private static Term length(Node.Call call, Translator translator) {
        Term value = translator.coercions().json(translator.argument(call, 0));
        String sql = "CASE jsonb_typeof($1) WHEN 'array' THEN jsonb_array_length($1)"
                + " WHEN 'object' THEN jsonb_array_length(jsonb_path_query_array($1, '$.keyvalue()'))"
                + " ELSE 1 + 0 * length(jsonb_typeof($1)) END";
        String escaped = sql.replace("'$.keyvalue()'", "'\0.keyvalue()'");
        Term term = FunctionRule.filled(escaped, Kind.INTEGER, List.of(value), call, translator);
        return new Term(term.sql().replace('\0', '$'), term.kind(), term.shape(), term.facts(), term.place());
    }

    private static Term contains(Node.Call call, Translator translator) {
        Term document = translator.coercions().json(translator.argument(call, 0));
        Term candidate = translator.coercions().json(translator.argument(call, 1));
        translator.outcome().note("arrays within arrays are looked up otherwise");
        return Term.compound(document.operand() + " @> " + candidate.operand(), Kind.BOOLEAN, call.place());
    }

    private static Term containsPath(Node.Call call, Translator translator) {
        Term document = translator.coercions().json(translator.argument(call, 0));
        List<String> steps = steps(translator.argument(call, 2));
        String sql = "(" + document.operand() + " -> " + String.join(" -> ", steps) + ") IS NOT NULL";
        String whole = "CASE WHEN " + document.operand() + " IS NOT NULL THEN " + sql + " END";
        return Term.compound(whole, Kind.BOOLEAN, call.place());
    }

    private static Term memberOf(Node.Call call, Translator translator) {
        Term value = translator.coercions().jsonValue(translator.argument(call, 0));
        Term document = translator.coercions().json(translator.argument(call, 1));
        return Term.compound(document.operand() + " @> " + value.operand(), Kind.BOOLEAN, call.place());
    }

    /** Whole numbers are INTEGER in MySQL and others DOUBLE or DECIMAL, which PostgreSQL does not tell apart. */
    private static Term type(Node.Call call, Translator translator) {
        Term value = translator.coercions().json(translator.argument(call, 0));
        translator.outcome().note("a number with a point is called DOUBLE, where MySQL may say DECIMAL");
        String sql =
                "CASE jsonb_typeof($1) WHEN 'number' THEN CASE WHEN $1::text LIKE '%.%' THEN 'DOUBLE' ELSE 'INTEGER'"
                        + " END ELSE upper(jsonb_typeof($1)) END";
        return FunctionRule.filled(sql, Kind.TEXT, List.of(value), call, translator)
                .with(bin());
    }

    private static Term quote(Node.Call call, Translator translator) {
        Term text = translator.coercions().text(translator.argument(call, 0));
        if (text.literal()) {
            String json = JsonPaths.quoted(Literals.textOf(text).orElseThrow());
            return Term.atom(Identifiers.literal(json), Kind.TEXT, call.place()).with(bin());
        }
        translator.outcome().varies(Volatility.STABLE);
        return Term.atom("to_jsonb(" + text.operand() + "::text)::text", Kind.TEXT, call.place())
                .with(bin());
    }
}
