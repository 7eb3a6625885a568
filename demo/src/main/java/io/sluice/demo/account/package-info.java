/** The accounts of a pipeline in MySQL and PostgreSQL, made by the same scripts that users run. */
package io.sluice.demo.account;
