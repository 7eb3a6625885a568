/** Fences: takes a position in the source's log and waits until every stage has proved that it is past it. */
package io.sluice.control.fence;
