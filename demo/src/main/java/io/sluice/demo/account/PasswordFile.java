package io.sluice.demo.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords of local servers: generated, and kept in files that only their owner may read. */
public final class PasswordFile {
    private PasswordFile() {}

    /** The password in the file, generated if there is none: 32 hexadecimal digits, safe in any quoting. */
    public static String in(Path file) {
        try {
            if (Files.notExists(file)) {
                byte[] random = new byte[16];
                new SecureRandom().nextBytes(random);
                write(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file; others cannot read its content at any moment. */
    public static void write(Path file, String content) {
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".secret", null, ownerOnly);
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
