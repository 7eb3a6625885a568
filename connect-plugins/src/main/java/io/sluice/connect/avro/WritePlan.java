package io.sluice.connect.avro;

/** What a Connect schema is in Avro, and how its values are written. */
record WritePlan(org.apache.avro.Schema avro, ValueWriter writer) {}
