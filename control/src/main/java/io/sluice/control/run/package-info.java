/**
 * The run of a pipeline: checks the servers, creates tables and topics, starts the stages, and leads from the load to
 * streaming.
 */
package io.sluice.control.run;
