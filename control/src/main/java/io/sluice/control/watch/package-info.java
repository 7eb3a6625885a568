/** Who a running pipeline depends on, whether they answer, and how work goes on after they did not. */
package io.sluice.control.watch;
