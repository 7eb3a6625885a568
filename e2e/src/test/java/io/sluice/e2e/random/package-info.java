/** An application that changes its rows and its tables at random, while the pipeline is killed again and again. */
package io.sluice.e2e.random;
