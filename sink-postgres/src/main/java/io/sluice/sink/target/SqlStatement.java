package io.sluice.sink.target;

import java.util.List;

/**
 * A statement and its parameters as text, whose types the server finds out.
 *
 * @param sql with {@code ?} for each parameter
 */
public record SqlStatement(String sql, List<String> parameters) {
    public SqlStatement {
        parameters = List.copyOf(parameters);
    }

    public static SqlStatement of(String sql, String... parameters) {
        return new SqlStatement(sql, List.of(parameters));
    }
}
