/** Recognises where a table's snapshot begins, so that the target can be emptied before its first row. */
package io.sluice.transformer.snapshot;
