/** The sample shop: its tables, its rows, and a workload that changes them. */
package io.sluice.demo.shop;
