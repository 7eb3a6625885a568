/** What has become of the schema changes of a pipeline, as PostgreSQL keeps it. */
package io.sluice.control.change;
