/** How a chunk's rows go to Kafka: all of them and the progress of their range, or nothing. */
package io.sluice.load.write;
