package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Reads values of the binary log that Debezium takes for NULL, or for others. */
final class RowValues {

    /** In a binary log the year 0 is a byte of 0, as 1900 would be, which MySQL does not have. */
    private static final int YEAR_ZERO = 0;

    private RowValues() {}

    /** DATE: 4 bits of month and 5 of day below the year, in 3 bytes, the lowest first. */
    static LocalDate date(ByteArrayInputStream in) throws IOException {
        int packed = in.readInteger(3);
        return Dates.date(packed >> 9, (packed >> 5) & 0xf, packed & 0x1f);
    }

    /**
     * DATETIME: year * 13 + month, 5 bits of day, 5 of hour, 6 of minute and 6 of second in 5 bytes, the highest first,
     * then the fraction.
     */
    static LocalDateTime datetime(int digits, ByteArrayInputStream in) throws IOException {
        long packed = bigEndian(in.read(5));
        int yearMonth = (int) (packed >> 22) & 0x1ffff;
        LocalDate date = Dates.date(yearMonth / 13, yearMonth % 13, (int) (packed >> 17) & 0x1f);
        LocalTime time = LocalTime.of(
                (int) (packed >> 12) & 0x1f, (int) (packed >> 6) & 0x3f, (int) packed & 0x3f, nanos(digits, in));
        return LocalDateTime.of(date, time);
    }

    /** TIMESTAMP: seconds since 1970 in UTC in 4 bytes, the highest first, then the fraction. A zero is second 0. */
    static ZonedDateTime timestamp(int digits, ByteArrayInputStream in) throws IOException {
        long seconds = bigEndian(in.read(4));
        return Instant.ofEpochSecond(seconds, nanos(digits, in)).atZone(ZoneOffset.UTC);
    }

    static Year year(ByteArrayInputStream in) throws IOException {
        int stored = in.readInteger(1);
        return Year.of(stored == YEAR_ZERO ? 0 : 1900 + stored);
    }

    /** Two digits a byte, the highest first. */
    private static int nanos(int digits, ByteArrayInputStream in) throws IOException {
        int bytes = (digits + 1) / 2;
        if (bytes == 0) {
            return 0;
        }
        int nanos = (int) bigEndian(in.read(bytes)) * 1_000;
        for (int i = bytes; i < 3; i++) {
            nanos *= 100;
        }
        return nanos;
    }

    private static long bigEndian(byte[] bytes) {
        long number = 0;
        for (byte b : bytes) {
            number = (number << 8) | (b & 0xff);
        }
        return number;
    }
}
