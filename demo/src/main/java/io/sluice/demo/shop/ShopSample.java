package io.sluice.demo.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/**
 * The sample database {@code shop}: 13 tables as a real shop has them, with awkward values in the first rows of each.
 *
 * @param seed the same seed makes the same rows
 * @param rows the number of rows in all tables together
 */
public record ShopSample(long seed, int rows) {
    /** The name of the database. */
    public static final String DATABASE = "shop";

    private static final String SEED_KEY = "sample.seed";

    /**
     * Makes the database and fills it; an existing one is dropped first.
     *
     * @param connection may create databases; it is left in the database {@code shop}, in UTC
     */
    public static ShopSample load(Connection connection, long seed) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
            statement.execute("CREATE DATABASE " + DATABASE + " CHARACTER SET utf8mb4");
            statement.execute("USE " + DATABASE);
            for (String table : schema().split(";\n", -1)) {
                if (!table.isBlank()) {
                    statement.execute(table);
                }
            }
        }
        connection.setAutoCommit(false);
        int rows = new ShopRows(connection, seed).insert();
        note(seed, connection);
        connection.commit();
        connection.setAutoCommit(true);
        return new ShopSample(seed, rows + 1);
    }

    /** The seed of the existing shop; empty if there is no shop, or if its loading was interrupted. */
    public static OptionalLong seedOf(Connection connection) throws SQLException {
        try (PreparedStatement tables = connection.prepareStatement(
                "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = 'settings'")) {
            tables.setString(1, DATABASE);
            try (ResultSet found = tables.executeQuery()) {
                if (!found.next()) {
                    return OptionalLong.empty();
                }
            }
        }
        try (PreparedStatement setting =
                connection.prepareStatement("SELECT value FROM " + DATABASE + ".settings WHERE `key` = ?")) {
            setting.setString(1, SEED_KEY);
            try (ResultSet seed = setting.executeQuery()) {
                return seed.next() ? OptionalLong.of(seed.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static void note(long seed, Connection connection) throws SQLException {
        try (PreparedStatement setting =
                connection.prepareStatement("INSERT INTO settings VALUES (?, ?, '2024-01-01 00:00:00')")) {
            setting.setString(1, SEED_KEY);
            setting.setString(2, Long.toString(seed));
            setting.executeUpdate();
        }
    }

    private static String schema() {
        try (InputStream schema = ShopSample.class.getResourceAsStream("shop.sql")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
