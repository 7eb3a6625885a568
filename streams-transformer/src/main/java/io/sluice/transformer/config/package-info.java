/** What a transformer is told, and what it sets Kafka Streams and Kafka's clients up with. */
package io.sluice.transformer.config;
