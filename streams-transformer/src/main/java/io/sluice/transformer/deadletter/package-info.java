/** What happens to a record that cannot be carried over. */
package io.sluice.transformer.deadletter;
