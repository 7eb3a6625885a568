/** The status of a pipeline: its phase, and for each table rows, lag, errors and what policies did to values. */
package io.sluice.control.status;
