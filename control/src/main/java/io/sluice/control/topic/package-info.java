/** Reads the small topics of a pipeline from their beginning: its rules, policies and dead letters. */
package io.sluice.control.topic;
