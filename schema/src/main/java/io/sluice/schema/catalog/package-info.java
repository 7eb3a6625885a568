/**
 * MySQL's catalogue as it is read from information_schema: tables with all their parts, views, and names of the rest.
 */
package io.sluice.schema.catalog;
