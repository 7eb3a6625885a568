/** The dead letters of a pipeline in one form, whichever stage wrote them. */
package io.sluice.core.letter;
