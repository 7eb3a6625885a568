package io.sluice.control.run;

/** When a run ends by itself. */
public enum Until {
    /** Never: it streams until it is stopped. */
    STOPPED,
    /** When all tables are loaded and a fence taken after it has passed. */
    SYNCED
}
