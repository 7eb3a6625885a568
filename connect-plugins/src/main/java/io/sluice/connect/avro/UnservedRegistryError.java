package io.sluice.connect.avro;

/**
 * The registry did not serve a task that therefore has to end. An error, and no exception: under
 * {@code errors.tolerance=all} Connect would make a dead letter of each record that an exception meets.
 */
final class UnservedRegistryError extends Error {

    private static final long serialVersionUID = 1L;

    UnservedRegistryError(String message, Throwable cause) {
        super(message, cause);
    }
}
