package io.sluice.control.watch;

/** A system that a running pipeline depends on. */
public enum Dependency {
    MYSQL("MySQL"),
    POSTGRESQL("PostgreSQL"),
    KAFKA("Kafka"),
    CONNECT("Kafka Connect"),
    REGISTRY("the schema registry"),
    TRANSFORMER("the transformer");

    private final String label;

    Dependency(String label) {
        this.label = label;
    }

    /** The name to show to people, as it stands within a sentence. */
    public String label() {
        return label;
    }
}
