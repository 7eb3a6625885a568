package io.sluice.core.charset;

/** A character set of MySQL: turns the bytes in which MySQL stores a text into the text. Safe for use by many threads. */
public sealed interface StoredCharset permits UnicodeCharset, MappedCharset {

    /** The text, or what {@link UndecodableText} says for bytes that are none. */
    String decode(byte[] bytes);
}
