/** Values as PostgreSQL reads them. */
package io.sluice.sink.text;
