/**
 * Standalone mode: the servers of a pipeline (broker, registry, Connect worker) started, watched and stopped by one
 * process, with all state under one data directory.
 */
package io.sluice.standalone;
