package io.sluice.core.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and keys in PEM files, the form in which people and orchestrators keep them. */
final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

    private Pem() {}

    /** The certificates of a file, in its order; at least one. */
    static List<Certificate> certificates(Path file) {
        try {
            List<Certificate> certificates = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(file))));
            if (certificates.isEmpty()) {
                throw new AccessException("there is no certificate in " + file + "; put one there, in PEM form");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new AccessException(
                    "the certificates in " + file + " cannot be read; make it a PEM file of certificates", e);
        }
    }

    /** The private key of a file. */
    static PrivateKey key(Path file) {
        Matcher text = KEY.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
        if (!text.find()) {
            throw new AccessException("there is no unencrypted PKCS #8 key in " + file
                    + "; convert it with 'openssl pkcs8 -topk8 -nocrypt'");
        }
        return key(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text.group(1))), file);
    }

    /** The encoding names its algorithm, but the JDK wants to be told. */
    private static PrivateKey key(PKCS8EncodedKeySpec encoded, Path file) {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // Not of this algorithm.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a JDK without " + algorithm, e);
            }
        }
        throw new AccessException(
                "the key in " + file + " is of no known kind; use one of " + String.join(", ", KEY_ALGORITHMS));
    }

    /** A context that trusts the certificates of a file and no others. */
    static SSLContext trusting(Path ca) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trust(ca, trusted);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AccessException("the certificates in " + ca + " cannot be trusted: " + e.getMessage(), e);
        }
    }

    /** Has the store trust the certificates of a file. */
    static void trust(Path ca, KeyStore store) throws KeyStoreException {
        int count = 0;
        for (Certificate certificate : certificates(ca)) {
            store.setCertificateEntry("ca-" + count++, certificate);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AccessException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + "); check the path and its permissions",
                    e);
        }
    }
}
