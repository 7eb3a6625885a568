/** The first filling of the target: who begins it, who takes part in it, and when it is over. */
package io.sluice.control.load;
