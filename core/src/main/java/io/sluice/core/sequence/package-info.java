/** How far the values of a table's key have got on MySQL, for the sequences of PostgreSQL. */
package io.sluice.core.sequence;
