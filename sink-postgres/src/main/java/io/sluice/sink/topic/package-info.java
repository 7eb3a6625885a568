/** The topics that are read: whether a log is the one that was read before, and still whole. */
package io.sluice.sink.topic;
