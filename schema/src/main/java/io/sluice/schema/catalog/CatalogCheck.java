package io.sluice.schema.catalog;

import io.sluice.core.sql.CheckDefinition.Enforcement;

/** A CHECK constraint of a MySQL table, its condition as MySQL prints it. */
public record CatalogCheck(String name, String clause, Enforcement enforcement) {}
