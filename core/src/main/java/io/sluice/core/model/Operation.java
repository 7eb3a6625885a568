package io.sluice.core.model;

/** What a row change does to the target; {@link #code()} is what the {@code sluice.op} header holds. */
public enum Operation {
    /** A row that the load read. */
    READ("read"),
    /** A row that a reload read: it may be there already, and others with it that are of an earlier moment. */
    RELOAD("reload"),
    INSERT("insert"),
    UPDATE("update"),
    DELETE("delete"),
    /** All rows were removed on MySQL. */
    TRUNCATE("truncate"),
    /** The load of the table begins: what is there goes. Nothing changed on MySQL, so it counts as no change. */
    SNAPSHOT("snapshot"),
    /** The table has another structure from here on, or is made, or is gone. */
    SCHEMA("schema");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** @throws IllegalArgumentException if no operation has this code */
    public static Operation of(String code) {
        for (Operation operation : values()) {
            if (operation.code.equals(code)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("unknown operation '" + code + "'");
    }
}
