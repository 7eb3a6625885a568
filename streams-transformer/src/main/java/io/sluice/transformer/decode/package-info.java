/** Debezium's records in Avro become change events; everything by name is looked up once per schema. */
package io.sluice.transformer.decode;
