/** Values as PostgreSQL's binary COPY reads them. */
package io.sluice.sink.binary;
