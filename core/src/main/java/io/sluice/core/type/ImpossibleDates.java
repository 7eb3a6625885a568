package io.sluice.core.type;

import io.sluice.core.policy.Policy;
import io.sluice.core.policy.ZeroDates;
import io.sluice.core.type.UnmappableValueException.Remedy;
import java.time.LocalDate;

/** What is to be said about dates that no calendar has. */
final class ImpossibleDates {

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    /** For a date that names neither a month nor a year. */
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);

    private ImpossibleDates() {}

    /** A DATE before all that MySQL has: if it stands for no impossible one, it came from elsewhere and is right. */
    static Object days(int days) {
        if (ImpossibleDate.isOne(days)) {
            ImpossibleDate date = ImpossibleDate.ofEpochDay(days);
            throw awkward(date.toString(), (int) instead(date).toEpochDay());
        }
        return days;
    }

    /** The same of a DATETIME, in microseconds. Its time of the day stays. */
    static Long micros(long micros) {
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        if (ImpossibleDate.isOne(day)) {
            ImpossibleDate date = ImpossibleDate.ofEpochDay(day);
            long time = Math.floorMod(micros, MICROS_PER_DAY);
            throw awkward(date + " " + Times.intervalText(time), instead(date).toEpochDay() * MICROS_PER_DAY + time);
        }
        return micros;
    }

    static UnmappableValueException zeroTimestamp() {
        return awkward("0000-00-00 00:00:00", FIRST.toEpochDay() * MICROS_PER_DAY);
    }

    private static LocalDate instead(ImpossibleDate date) {
        if (date.month() == 0) {
            return date.year() == 0 ? FIRST : LocalDate.of(date.year(), 1, 1);
        }
        return LocalDate.of(date.year(), date.month(), 1);
    }

    private static UnmappableValueException awkward(String value, Object instead) {
        return new UnmappableValueException(
                Policy.ZERO_DATES, "'" + value + "' is no date that PostgreSQL has", choice -> switch ((ZeroDates)
                        choice) {
                    case DEAD_LETTER -> Remedy.setAside();
                    case NULL -> new Remedy.Instead(null);
                    case REPLACE -> new Remedy.Instead(instead);
                    case FAIL -> Remedy.stop();
                });
    }
}
