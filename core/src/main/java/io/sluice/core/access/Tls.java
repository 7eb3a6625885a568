package io.sluice.core.access;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the traffic to a server is protected: it is encrypted, the server's certificate must lead to one in {@code ca}, and
 * be made out to the host that was asked for.
 *
 * @param ca PEM file with the certificates to trust, and no others
 * @param client what proves our own identity, where the server wants that
 */
public record Tls(Path ca, Optional<ClientCertificate> client) {

    /**
     * A certificate of ours.
     *
     * @param certificate PEM file, ours first, then those that lead to its root
     * @param key PEM file with the private key: PKCS #8, not encrypted
     */
    public record ClientCertificate(Path certificate, Path key) {}
}
