package io.sluice.e2e.fidelity;

/** Which PostgreSQL a case is carried to. */
enum TargetServer {
    /** That of all tests. */
    SHARED,
    /** One with PostGIS, on machines where that can be had: {@link PostgisServer}. */
    POSTGIS;

    /** What a superuser does in the database before the pipeline starts. */
    String[] preparation() {
        return switch (this) {
            case SHARED -> new String[] {};
            case POSTGIS -> new String[] {"CREATE EXTENSION postgis"};
        };
    }
}
