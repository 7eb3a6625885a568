package io.sluice.cli.catalog;

/** A CHECK constraint of a MySQL table. */
public record CatalogCheck(String name, String clause) {}
