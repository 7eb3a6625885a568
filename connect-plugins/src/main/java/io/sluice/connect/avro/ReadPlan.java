package io.sluice.connect.avro;

import org.apache.kafka.connect.data.Schema;

/** What an Avro schema is in Connect, and how its values are read. */
record ReadPlan(Schema connect, ValueReader reader) {}
