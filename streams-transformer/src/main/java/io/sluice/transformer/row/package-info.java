/** Change events become row changes: mapped, encoded and addressed by a plan compiled per table and schema version. */
package io.sluice.transformer.row;
