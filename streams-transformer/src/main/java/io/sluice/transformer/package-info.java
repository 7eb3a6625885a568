/** Change events in, row changes out: a Kafka Streams application, from its configuration to its end. */
package io.sluice.transformer;
