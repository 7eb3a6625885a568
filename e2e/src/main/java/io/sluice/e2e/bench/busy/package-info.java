/** How long an application's statements take on MySQL while its table is loaded or reloaded. */
package io.sluice.e2e.bench.busy;
