package io.sluice.demo.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A connection to the shop, with one transaction at a time, and the dice that decide what is done. */
record ShopSession(Connection connection, Dice dice) {
    /** Returns how many rows changed. */
    int change(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Inserts one row and returns its AUTO_INCREMENT value. */
    long insert(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql, PreparedStatement.RETURN_GENERATED_KEYS)) {
            bind(statement, parameters);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    /** The first column of the first row. */
    Optional<String> find(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
        }
    }

    /** The id of a random row of a table that is never empty; rows after a gap are more likely, which is fine here. */
    long some(String table) throws SQLException {
        long low = Long.parseLong(find("SELECT MIN(id) FROM " + table).orElseThrow());
        long high = Long.parseLong(find("SELECT MAX(id) FROM " + table).orElseThrow());
        return Long.parseLong(
                find("SELECT id FROM " + table + " WHERE id >= ? ORDER BY id LIMIT 1", dice.between(low, high))
                        .orElseThrow());
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(statement, parameters);
        return statement;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
