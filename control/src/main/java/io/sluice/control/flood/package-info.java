/** The tables that a flood of dead letters has stopped: which they are, and how they go on. */
package io.sluice.control.flood;
