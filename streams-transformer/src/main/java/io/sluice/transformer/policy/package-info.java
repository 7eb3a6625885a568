/** What policies did to values: counted in a store, and published so that it can be listed. */
package io.sluice.transformer.policy;
