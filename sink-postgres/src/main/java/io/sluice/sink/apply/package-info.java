/** Third stage: a batch becomes SQL, and one transaction that is committed once whatever breaks in between. */
package io.sluice.sink.apply;
