/** What the sink knows and keeps in the target: its session, the tables' columns, and the offsets applied. */
package io.sluice.sink.target;
