/** MySQL's character sets: how the bytes of a text become the text. */
package io.sluice.core.charset;
