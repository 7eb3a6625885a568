package io.sluice.core.policy;

/** What geometries become. */
public enum GeometryAs implements Choice {
    /** PostGIS where the target has it, else {@code bytea}. */
    AUTO,
    POSTGIS,
    /** Well-known binary. */
    BYTEA
}
