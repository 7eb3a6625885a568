/**
 * The two connectors of a pipeline: their configuration, their state, and the Connect REST interface they are managed
 * by.
 */
package io.sluice.control.connect;
