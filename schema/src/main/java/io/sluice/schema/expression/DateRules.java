package io.sluice.schema.expression;

import static io.sluice.schema.expression.FunctionRule.Parameter.DATE;
import static io.sluice.schema.expression.FunctionRule.Parameter.DOUBLE;
import static io.sluice.schema.expression.FunctionRule.Parameter.INTEGER;
import static io.sluice.schema.expression.FunctionRule.Parameter.TIMESTAMP;
import static io.sluice.schema.expression.FunctionRule.noted;
import static io.sluice.schema.expression.FunctionRule.rule;
import static io.sluice.schema.expression.FunctionRule.varying;

import java.util.Map;

/** Functions of dates that a template will do for. */
final class DateRules {

    private static final String NAMES = "names of months and days are English, whatever lc_time_names says in MySQL";
    private static final String UTC = "times are taken for UTC; MySQL takes the session's time zone";

    static final Map<String, FunctionTranslation> ALL = Map.ofEntries(
            rule("date", Kind.DATE, "$1", DATE),
            rule("year", Kind.INTEGER, "extract(year from $1)::integer", TIMESTAMP),
            rule("month", Kind.INTEGER, "extract(month from $1)::integer", TIMESTAMP),
            rule("day", Kind.INTEGER, "extract(day from $1)::integer", TIMESTAMP),
            rule("dayofmonth", Kind.INTEGER, "extract(day from $1)::integer", TIMESTAMP),
            rule("quarter", Kind.INTEGER, "extract(quarter from $1)::integer", TIMESTAMP),
            rule("dayofyear", Kind.INTEGER, "extract(doy from $1)::integer", TIMESTAMP),
            rule("dayofweek", Kind.INTEGER, "extract(dow from $1)::integer + 1", TIMESTAMP),
            rule("weekday", Kind.INTEGER, "extract(isodow from $1)::integer - 1", TIMESTAMP),
            rule("weekofyear", Kind.INTEGER, "extract(week from $1)::integer", TIMESTAMP),
            noted(
                    "weeks begin on Sunday, whatever default_week_format says in MySQL",
                    "week",
                    Kind.INTEGER,
                    "(extract(doy from $1)::integer + 6 - extract(dow from $1)::integer) / 7",
                    TIMESTAMP),
            noted(
                    NAMES,
                    "dayname",
                    Kind.TEXT,
                    "(ARRAY['Sunday','Monday','Tuesday','Wednesday','Thursday','Friday','Saturday'])"
                            + "[extract(dow from $1)::integer + 1]",
                    TIMESTAMP),
            noted(
                    NAMES,
                    "monthname",
                    Kind.TEXT,
                    "(ARRAY['January','February','March','April','May','June','July','August','September','October',"
                            + "'November','December'])[extract(month from $1)::integer]",
                    TIMESTAMP),
            rule(
                    "last_day",
                    Kind.DATE,
                    "(date_trunc('month', $1) + INTERVAL '1 month' - INTERVAL '1 day')::date",
                    TIMESTAMP),
            rule("datediff", Kind.INTEGER, "$1 - $2", DATE, DATE),
            rule("to_days", Kind.INTEGER, "$1 - DATE '0001-01-01' + 366", DATE),
            rule("from_days", Kind.DATE, "DATE '0001-01-01' + ($1 - 366)", INTEGER),
            rule("adddate", Kind.DATE, "$1 + $2", DATE, INTEGER),
            rule("subdate", Kind.DATE, "$1 - $2", DATE, INTEGER),
            rule("makedate", Kind.DATE, "CASE WHEN $2 > 0 THEN make_date($1, 1, 1) + ($2 - 1) END", INTEGER, INTEGER),
            noted(UTC, "unix_timestamp", Kind.NUMERIC, "extract(epoch from $1)", TIMESTAMP),
            noted(UTC, "from_unixtime", Kind.TIMESTAMP, "to_timestamp($1) AT TIME ZONE 'UTC'", DOUBLE),
            rule("sec_to_time", Kind.INTERVAL, "make_interval(secs => $1)", DOUBLE),
            varying(
                    Volatility.STABLE,
                    "unix_timestamp",
                    Kind.INTEGER,
                    "floor(extract(epoch from CURRENT_TIMESTAMP))::bigint"),
            varying(Volatility.STABLE, "curdate", Kind.DATE, "CURRENT_DATE"),
            varying(Volatility.STABLE, "current_date", Kind.DATE, "CURRENT_DATE"),
            varying(Volatility.STABLE, "utc_date", Kind.DATE, "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')::date"));

    private DateRules() {}
}
