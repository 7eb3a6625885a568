/** Reads the small topics of a pipeline from their beginning, such as its rules and policies, and names the tables of others. */
package io.sluice.control.topic;
