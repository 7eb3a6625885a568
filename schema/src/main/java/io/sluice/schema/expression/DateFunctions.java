package io.sluice.schema.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions of dates and times whose counterpart depends on the arguments. */
final class DateFunctions {

    private static final int MAX_PRECISION = 6;

    /** Differences in units that all have the same length, in microseconds. */
    private static final Map<String, Long> MICROS = Map.of(
            "microsecond", 1L,
            "second", 1_000_000L,
            "minute", 60_000_000L,
            "hour", 3_600_000_000L,
            "day", 86_400_000_000L,
            "week", 604_800_000_000L);

    private static final Map<String, Integer> MONTHS = Map.of("month", 1, "quarter", 3, "year", 12);

    static final Map<String, FunctionTranslation> ALL = all();

    private DateFunctions() {}

    private static Map<String, FunctionTranslation> all() {
        Map<String, FunctionTranslation> all = new HashMap<>();
        for (String now : List.of("now", "current_timestamp", "localtime", "localtimestamp", "sysdate")) {
            all.put(now + "/0", DateFunctions::now);
            all.put(now + "/1", DateFunctions::now);
        }
        all.put("utc_timestamp/0", DateFunctions::utc);
        all.put("utc_timestamp/1", DateFunctions::utc);
        all.put("curtime/0", DateFunctions::timeOfDay);
        all.put("current_time/0", DateFunctions::timeOfDay);
        for (String part : List.of("hour", "minute", "second", "microsecond")) {
            all.put(part + "/1", (call, translator) -> part(call, part, translator));
            all.put("extract " + part + "/1", (call, translator) -> part(call, part, translator));
        }
        for (String part : List.of("year", "quarter", "month", "day")) {
            FunctionTranslation same = DateRules.ALL.get(part + "/1");
            all.put("extract " + part + "/1", same);
        }
        all.put("extract year_month/1", DateFunctions::yearAndMonth);
        MICROS.keySet().forEach(unit -> all.put("timestampdiff " + unit + "/2", DateFunctions::difference));
        MONTHS.keySet().forEach(unit -> all.put("timestampdiff " + unit + "/2", DateFunctions::difference));
        all.put("timediff/2", DateFunctions::span);
        all.put("addtime/2", (call, translator) -> moved(call, " + ", translator));
        all.put("subtime/2", (call, translator) -> moved(call, " - ", translator));
        all.put("date_format/2", DateFunctions::formatted);
        all.put("time_to_sec/1", DateFunctions::seconds);
        all.put(
                "time/1",
                (call, translator) ->
                        Casts.translate(new Node.Cast(call.argument(0), "time", List.of(0), call.place()), translator));
        all.put("timestamp/1", (call, translator) -> translator.coercions().timestamp(translator.argument(call, 0)));
        all.put("week/2", DateFunctions::week);
        all.put("str_to_date/2", ParsedDates::translate);
        return Map.copyOf(all);
    }

    /** The result has no time zone, as in MySQL; {@link Results} makes a default for TIMESTAMP of it. */
    private static Term now(Node.Call call, Translator translator) {
        int digits = precision(call, translator);
        translator.outcome().varies(Volatility.STABLE);
        return Term.atom("LOCALTIMESTAMP(" + digits + ")", Kind.TIMESTAMP, call.place())
                .with(Facts.NONE.withScale(digits));
    }

    private static Term utc(Node.Call call, Translator translator) {
        int digits = precision(call, translator);
        translator.outcome().varies(Volatility.STABLE);
        String sql = "(CURRENT_TIMESTAMP(" + digits + ") AT TIME ZONE 'UTC')";
        return Term.atom(sql, Kind.TIMESTAMP, call.place()).with(Facts.NONE.withScale(digits));
    }

    private static Term timeOfDay(Node.Call call, Translator translator) {
        translator.outcome().varies(Volatility.STABLE);
        return Term.atom("LOCALTIME(0)::interval", Kind.INTERVAL, call.place());
    }

    static int precision(Node.Call call, Translator translator) {
        if (call.arguments().isEmpty()) {
            return 0;
        }
        Term digits = translator.argument(call, 0);
        return Literals.wholeOf(digits)
                .filter(value -> value.signum() >= 0 && value.intValue() <= MAX_PRECISION)
                .orElseThrow(() -> digits.refused("the number of digits is no literal from 0 to 6"))
                .intValue();
    }

    private static Term part(Node.Call call, String part, Translator translator) {
        Term value = translator.argument(call, 0);
        boolean span = value.kind() == Kind.INTERVAL || value.kind() == Kind.TIME;
        Term time = span ? value : translator.coercions().timestamp(value);
        String extracted = "extract(" + part + " from " + (span ? absolute(time) : time.sql()) + ")";
        String sql =
                switch (part) {
                    case "second" -> "floor(" + extracted + ")::integer";
                    case "microsecond" -> "(" + extracted + "::bigint % 1000000)::integer";
                    default -> extracted + "::integer";
                };
        return Term.atom(sql, Kind.INTEGER, call.place());
    }

    /** MySQL's parts of a negative time have no sign. */
    private static String absolute(Term span) {
        return span.kind() == Kind.TIME ? span.sql() : "greatest(" + span.sql() + ", -" + span.operand() + ")";
    }

    private static Term yearAndMonth(Node.Call call, Translator translator) {
        Term time = translator.coercions().timestamp(translator.argument(call, 0));
        String sql = "extract(year from $1)::integer * 100 + extract(month from $1)::integer";
        return FunctionRule.filled(sql, Kind.INTEGER, List.of(time), call, translator);
    }

    private static Term seconds(Node.Call call, Translator translator) {
        Term value = translator.argument(call, 0);
        boolean span = value.kind() == Kind.INTERVAL || value.kind() == Kind.TIME;
        if (!span) {
            throw value.refused(value.kind().words() + " is used as a time");
        }
        return Term.atom("trunc(extract(epoch from " + value.sql() + "))::integer", Kind.INTEGER, call.place());
    }

    /** In hours, however many: a difference of PostgreSQL's has days. */
    private static Term span(Node.Call call, Translator translator) {
        Term from = translator.argument(call, 0);
        Term to = translator.argument(call, 1);
        if (from.kind() == Kind.INTERVAL || to.kind() == Kind.INTERVAL) {
            Alignment.Pair pair = Alignment.of(from, to, false, translator);
            return Term.compound(pair.left().operand() + " - " + pair.right().operand(), Kind.INTERVAL, call.place())
                    .with(from.facts());
        }
        List<Term> times = List.of(
                translator.coercions().timestamp(from), translator.coercions().timestamp(to));
        String sql = "make_interval(secs => extract(epoch from ($1 - $2))::double precision)";
        return FunctionRule.filled(sql, Kind.INTERVAL, times, call, translator);
    }

    private static Term moved(Node.Call call, String operator, Translator translator) {
        Term value = translator.argument(call, 0);
        Term by = translator.argument(call, 1);
        Term span = Literals.textOf(by)
                .flatMap(text -> Temporals.interval(text, by.facts().literal().orElseThrow()))
                .orElse(by);
        boolean known = value.kind() == Kind.TIMESTAMP || value.kind() == Kind.INTERVAL;
        if (!known || span.kind() != Kind.INTERVAL) {
            throw new NoCounterpartException(call.place(), "only times are added to dates and times, or to times");
        }
        return Term.compound(value.operand() + operator + span.operand(), value.kind(), call.place())
                .with(value.facts());
    }

    /** Whole units between two times; months are counted as MySQL does, by the day and the time of day. */
    private static Term difference(Node.Call call, Translator translator) {
        String unit = call.name().substring("timestampdiff ".length());
        Term from = translator.coercions().timestamp(translator.argument(call, 0));
        Term to = translator.coercions().timestamp(translator.argument(call, 1));
        List<Term> arguments = List.of(from, to);
        if (MICROS.containsKey(unit)) {
            String micros = "(extract(epoch from ($2 - $1)) * 1000000)::bigint";
            String sql = unit.equals("microsecond") ? micros : micros + " / " + MICROS.get(unit);
            return FunctionRule.filled(sql, Kind.INTEGER, arguments, call, translator)
                    .with(Facts.NONE.with(Facts.Width.WIDE));
        }
        String months = "(" + months("$1", "$2") + ")";
        int length = MONTHS.get(unit);
        return FunctionRule.filled(
                length == 1 ? months : months + " / " + length, Kind.INTEGER, arguments, call, translator);
    }

    private static String months(String from, String to) {
        String years = "(extract(year from " + to + ") - extract(year from " + from + "))::integer * 12";
        String months = "(extract(month from " + to + ") - extract(month from " + from + "))::integer";
        String fromRest = "(" + from + " - date_trunc('month', " + from + "))";
        String toRest = "(" + to + " - date_trunc('month', " + to + "))";
        return years + " + " + months + " + CASE WHEN " + to + " >= " + from + " AND " + toRest + " < " + fromRest
                + " THEN -1 WHEN " + to + " < " + from + " AND " + toRest + " > " + fromRest + " THEN 1 ELSE 0 END";
    }

    private static Term formatted(Node.Call call, Translator translator) {
        Term value = translator.argument(call, 0);
        Term format = translator.argument(call, 1);
        String text = Literals.textOf(format).orElseThrow(() -> format.refused("the format is no literal"));
        Term time = value.kind() == Kind.DATE ? value : translator.coercions().timestamp(value);
        return DateFormats.formatted(translator.coercions().timestamp(time), text);
    }

    /** The modes that count as ISO 8601 does, and the one that is MySQL's default. */
    private static Term week(Node.Call call, Translator translator) {
        Term mode = translator.argument(call, 1);
        Term time = translator.coercions().timestamp(translator.argument(call, 0));
        Optional<String> sql =
                switch (mode.sql()) {
                    case "3" -> Optional.of("extract(week from $1)::integer");
                    case "0" -> Optional.of("(extract(doy from $1)::integer + 6 - extract(dow from $1)::integer) / 7");
                    default -> Optional.empty();
                };
        String found = sql.orElseThrow(() -> mode.refused("only weeks of the modes 0 and 3 are translated"));
        return FunctionRule.filled(found, Kind.INTEGER, new ArrayList<>(List.of(time)), call, translator);
    }
}
