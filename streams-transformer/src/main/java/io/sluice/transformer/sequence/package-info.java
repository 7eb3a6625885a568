/** High-water marks of the source's keys become reservations that PostgreSQL's sequences stay clear of. */
package io.sluice.transformer.sequence;
