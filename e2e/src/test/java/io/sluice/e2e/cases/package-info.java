/** Small scripts that a pipeline has to carry over as they are. */
package io.sluice.e2e.cases;
