/** The eight tables of TPC-H, with rows made by this code after the public specification. */
package io.sluice.e2e.bench.tpch;
