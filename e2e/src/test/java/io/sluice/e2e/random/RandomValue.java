package io.sluice.e2e.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Literals of MySQL for columns. The keys that come of them are few enough to meet again. */
final class RandomValue {

    private static final int NUMBERS = 400;

    private RandomValue() {}

    static String of(LiveColumn column, Chance chance) {
        if (column.nullable() && chance.percent(10)) {
            return "NULL";
        }
        int number = chance.below(NUMBERS);
        return switch (column.kind()) {
            case "tinyint" -> String.valueOf(number % 100);
            case "smallint", "mediumint", "int", "bigint" -> String.valueOf(number);
            case "decimal" -> number % 100 + "." + number % 10;
            case "float", "double" -> number + ".25";
            case "bit" -> "b'" + number % 2 + "'";
            case "year" -> String.valueOf(1970 + number % 100);
            case "date" -> "'2021-03-%02d'".formatted(1 + number % 28);
            case "datetime", "timestamp" -> "'2021-03-04 05:%02d:06.%06d'".formatted(number % 60, number * 1001);
            case "time" -> "'%02d:02:03.%02d'".formatted(number % 24, number % 100);
            case "char", "varchar", "text" -> text(number, chance);
            case "enum" -> chance.of(labels(column));
            case "set" -> members(column, chance);
            case "json" -> "'{\"n\": %d, \"t\": [\"%d\", null]}'".formatted(number, number);
            default -> "X'%04x00ff'".formatted(number);
        };
    }

    /** Often a number, so that the column can become one. */
    private static String text(int number, Chance chance) {
        return chance.percent(70) ? "'" + number + "'" : "'it''s ü %d'".formatted(number);
    }

    /** The labels of an ENUM or SET, in quotes. */
    static List<String> labels(LiveColumn column) {
        String type = column.type();
        return Arrays.asList(
                type.substring(type.indexOf('(') + 1, type.lastIndexOf(')')).split(","));
    }

    private static String members(LiveColumn column, Chance chance) {
        List<String> members = new ArrayList<>(labels(column));
        members.removeIf(member -> chance.percent(50));
        return "'" + String.join(",", members).replace("'", "") + "'";
    }
}
