package io.sluice.core.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a password is kept. The value itself is read when it is needed and held nowhere. */
public sealed interface Secret {

    /**
     * Reads the secret.
     *
     * @throws AccessException if it is not there, saying where it should be
     */
    String read();

    /** How Connect's configuration refers to the secret, so that the value never reaches a topic or a REST answer. */
    String reference();

    /** An environment variable. */
    record Environment(String variable) implements Secret {
        @Override
        public String read() {
            String value = System.getenv(variable);
            if (value == null) {
                throw new AccessException("the environment variable " + variable + " is not set; export it");
            }
            return value;
        }

        @Override
        public String reference() {
            return "${secret:env:" + variable + "}";
        }
    }

    /** A file that holds the secret and nothing else; one line break at its end does not count. */
    record InFile(Path path) implements Secret {
        @Override
        public String read() {
            try {
                return Files.readString(path).replaceFirst("\\R$", "");
            } catch (NoSuchFileException e) {
                throw new AccessException("the password file " + path + " does not exist; create it", e);
            } catch (IOException e) {
                throw new AccessException("the password file " + path + " cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public String reference() {
            return "${secret:file:" + path.toAbsolutePath() + "}";
        }
    }

    /** A secret that somebody else has read, such as Connect for a converter of its connector. */
    record Given(String value) implements Secret {
        @Override
        public String read() {
            return value;
        }

        @Override
        public String reference() {
            throw new IllegalStateException("nobody knows where this secret is kept");
        }

        @Override
        public String toString() {
            return "Given[***]";
        }
    }
}
