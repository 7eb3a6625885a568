/** What a load has done so far, and what is to be done next: the records by which loaders and their readers agree. */
package io.sluice.core.load;
