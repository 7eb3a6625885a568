package io.sluice.core.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in MySQL's binary log a change came from.
 *
 * <p>Positions of one server are ordered by file, then offset in the file, then row within the event; the GTID names
 * the transaction but takes no part in the order. A row that the load read carries the position at which its chunk is
 * consistent. File names compare by their numeric suffix, so that {@code binlog.1000000} follows
 * {@code binlog.999999}.
 *
 * @param gtid the transaction, where the server has GTIDs
 * @param file the binary log file
 * @param position bytes into the file
 * @param row index of the row within its event, from 0
 */
public record SourcePosition(Optional<String> gtid, String file, long position, int row)
        implements Comparable<SourcePosition> {

    /** The order in which a server writes its binary log files: by the numbers that their names end with. */
    public static final Comparator<String> FILE_ORDER =
            Comparator.comparingLong(SourcePosition::fileNumber).thenComparing(Comparator.naturalOrder());

    private static final Comparator<SourcePosition> ORDER = Comparator.comparing(SourcePosition::file, FILE_ORDER)
            .thenComparingLong(SourcePosition::position)
            .thenComparingInt(SourcePosition::row);

    private static final Pattern TEXT = Pattern.compile("(.*):(\\d{1,18}):(\\d{1,9})(?:@(.*))?");

    public SourcePosition {
        if (position < 0 || row < 0) {
            throw new IllegalArgumentException("a source position is never negative: " + position + ":" + row);
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text is no source position
     */
    public static SourcePosition parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no source position");
        }
        return new SourcePosition(
                Optional.ofNullable(parts.group(4)),
                parts.group(1),
                Long.parseLong(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }

    /** The transaction a change belongs to: its GTID, or {@code file:position} where there is none. */
    public String transaction() {
        return gtid.orElseGet(() -> file + ":" + position);
    }

    @Override
    public int compareTo(SourcePosition other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:position:row}, followed by {@code @gtid} when there is one: the form of the {@code sluice.position} header. */
    @Override
    public String toString() {
        String place = file + ":" + position + ":" + row;
        return gtid.map(id -> place + "@" + id).orElse(place);
    }

    private static long fileNumber(String file) {
        int dot = file.lastIndexOf('.');
        String suffix = file.substring(dot + 1);
        return suffix.matches("\\d{1,18}") ? Long.parseLong(suffix) : -1;
    }
}
