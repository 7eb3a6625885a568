/**
 * MySQL's SQL expressions and views, parsed and translated to PostgreSQL; each is translated completely or refused.
 */
package io.sluice.schema.expression;
