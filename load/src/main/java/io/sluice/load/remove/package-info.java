/** How single rows are brought up to date by their keys while the log streams: those that MySQL no longer has are removed. */
package io.sluice.load.remove;
