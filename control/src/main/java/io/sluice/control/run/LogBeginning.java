package io.sluice.control.run;

/** Where in MySQL's log a run goes on. */
public enum LogBeginning {
    /** Where the run before it has ended. */
    AS_IT_WAS,
    /** At the end of the log; the tables are brought up to date by a reload. */
    NOW
}
