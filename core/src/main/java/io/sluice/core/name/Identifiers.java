package io.sluice.core.name;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Names as PostgreSQL wants them: at most 63 bytes, and always quoted, so that no list of reserved words has to be
 * kept.
 */
public final class Identifiers {

    /** PostgreSQL cuts longer names off with no more than a notice, and two of them may then be the same. */
    public static final int MAX_BYTES = 63;

    private static final int SUFFIX_BYTES = 9;

    private Identifiers() {}

    /**
     * The name itself if PostgreSQL can hold it, else as much of its start as fits and a hash of the whole: always the
     * same for the same name.
     */
    public static String fitted(String name) {
        return byteLength(name) <= MAX_BYTES ? name : hashed(name, name);
    }

    public static TableId fitted(TableId id) {
        return new TableId(fitted(id.schema()), fitted(id.table()));
    }

    /** Whether no schema of the source's may have the name: PostgreSQL's own start so, and ours has the pipeline's state. */
    public static boolean isReservedForSchemas(String name) {
        return name.startsWith("pg_") || name.equals("sluice");
    }

    /** Whether {@link #fitted} changes the name. */
    public static boolean isTooLong(String name) {
        return byteLength(name) > MAX_BYTES;
    }

    /** As much of the start of {@code name} as fits before a suffix that stands for {@code identity}. */
    public static String hashed(String name, String identity) {
        int end = name.length();
        while (byteLength(name.substring(0, end)) > MAX_BYTES - SUFFIX_BYTES) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end) + "_" + hash(identity);
    }

    private static int byteLength(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Eight hexadecimal digits that are always the same for the same text. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, (SUFFIX_BYTES - 1) / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code "schema"."name"}. */
    public static String quote(TableId id) {
        return quote(id.schema()) + "." + quote(id.table());
    }

    /** The names quoted and joined by {@code ", "}. */
    public static String quoteAll(Collection<String> names) {
        return names.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }

    /** A string literal: {@code 'it''s'}; with backslashes untouched, as standard_conforming_strings has it. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
