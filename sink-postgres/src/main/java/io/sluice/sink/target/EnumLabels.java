package io.sluice.sink.target;

import static io.sluice.core.name.Identifiers.literal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The labels of the target's enum types. */
final class EnumLabels {

    private static final String LABELS =
            "SELECT enumlabel FROM pg_catalog.pg_enum WHERE enumtypid = to_regtype(?) ORDER BY enumsortorder";

    private EnumLabels() {}

    /** @param type as SQL */
    static boolean typeExists(Connection connection, String type) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regtype(?) IS NOT NULL")) {
            statement.setString(1, type);
            ResultSet row = statement.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    /** Adds the labels that the type lacks, each after the one it follows; a type that is no enum is left alone. */
    static void add(Connection connection, String type, List<String> labels) throws SQLException {
        List<String> present = read(connection, type);
        if (present.isEmpty() || present.containsAll(labels)) {
            return;
        }
        String place = " BEFORE " + literal(present.get(0));
        try (Statement statement = connection.createStatement()) {
            for (String label : labels) {
                if (!present.contains(label)) {
                    statement.execute("ALTER TYPE " + type + " ADD VALUE IF NOT EXISTS " + literal(label) + place);
                }
                place = " AFTER " + literal(label);
            }
        }
    }

    private static List<String> read(Connection connection, String type) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LABELS)) {
            statement.setString(1, type);
            ResultSet rows = statement.executeQuery();
            List<String> labels = new ArrayList<>();
            while (rows.next()) {
                labels.add(rows.getString(1));
            }
            return labels;
        }
    }
}
