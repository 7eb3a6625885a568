package io.sluice.connect.mysql;

import io.sluice.core.type.ImpossibleDate;
import java.time.LocalDate;
import java.time.YearMonth;

/** MySQL's dates as Java's, the impossible ones included. */
final class Dates {

    private Dates() {}

    /** The date, or the day that stands for it if there is none such. */
    static LocalDate date(int year, int month, int day) {
        boolean possible = month > 0
                && day > 0
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
        return possible
                ? LocalDate.of(year, month, day)
                : LocalDate.ofEpochDay(new ImpossibleDate(year, month, day).epochDay());
    }
}
