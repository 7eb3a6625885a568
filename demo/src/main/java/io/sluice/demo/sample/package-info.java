/** Servers that hold the sample shop and the accounts of a pipeline. */
package io.sluice.demo.sample;
