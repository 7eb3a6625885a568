/** What the transformer tells of itself, through the metrics of Kafka Streams and so through JMX. */
package io.sluice.transformer.metrics;
