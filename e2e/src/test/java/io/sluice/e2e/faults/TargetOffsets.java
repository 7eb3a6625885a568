package io.sluice.e2e.faults;

import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** What the target's offset table says, and what it should. */
final class TargetOffsets {

    private TargetOffsets() {}

    /** One line for each partition that has records: partition, next offset, rows of the snapshot, changes. */
    static List<String> expected(Lane lane) {
        return lane.topic().expected().entrySet().stream()
                .map(entry -> entry.getKey().partition() + "|"
                        + entry.getValue().next() + "|" + entry.getValue().snapshotRows() + "|"
                        + entry.getValue().changes())
                .toList();
    }

    /** In the form of {@link #expected}. */
    static List<String> offsets(Connection connection, Lane lane) throws SQLException {
        if (!exists(connection)) {
            return List.of();
        }
        return Sql.rows(
                connection,
                "SELECT part, next_offset, snapshot_rows, changes FROM sluice.sink_offset WHERE connector = '"
                        + lane.connector() + "' AND next_offset > 0 ORDER BY part");
    }

    /** Whether the offsets of all the topic's records have been passed, whatever else is right. */
    static boolean has(Connection connection, Lane lane) throws SQLException {
        long target = exists(connection)
                ? Sql.number(
                        connection,
                        "SELECT coalesce(sum(next_offset), 0) FROM sluice.sink_offset WHERE connector = '"
                                + lane.connector() + "'")
                : 0;
        return target
                >= lane.topic().expected().values().stream()
                        .mapToLong(Expected::next)
                        .sum();
    }

    /** Those of the records, given by partition and offset, that lie before the target's offsets. */
    static List<String> passed(Connection connection, Lane lane, Collection<String> records) throws SQLException {
        List<String> next = Sql.rows(
                connection,
                "SELECT part || '@' || next_offset FROM sluice.sink_offset WHERE connector = '" + lane.connector()
                        + "'");
        return records.stream()
                .filter(record -> next.stream()
                        .anyMatch(reached ->
                                partition(reached).equals(partition(record)) && offset(record) < offset(reached)))
                .toList();
    }

    private static String partition(String record) {
        return record.substring(0, record.indexOf('@'));
    }

    private static long offset(String record) {
        return Long.parseLong(record.substring(record.indexOf('@') + 1));
    }

    private static boolean exists(Connection connection) throws SQLException {
        return Sql.number(
                        connection,
                        "SELECT count(*) FROM pg_tables WHERE schemaname = 'sluice'" + " AND tablename = 'sink_offset'")
                == 1;
    }
}
