/** Metrics and health of a process over HTTP, for Prometheus and for whoever restarts processes. */
package io.sluice.metrics;
