/** First stage: what a record asks for. */
package io.sluice.sink.change;
