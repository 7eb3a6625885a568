/** The connector as Kafka Connect sees it. */
package io.sluice.sink;
