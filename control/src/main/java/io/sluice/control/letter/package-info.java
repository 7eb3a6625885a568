/** What has become of a pipeline's dead letters: which are open, and what is done about them. */
package io.sluice.control.letter;
