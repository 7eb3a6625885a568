package io.sluice.core.access;

import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a server that could not prove its identity from one that could not be reached. */
public final class Untrusted {

    private Untrusted() {}

    /** Why a server's certificate was refused, if that is the cause of a failure. */
    public static Optional<String> reason(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(CertificateException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()))
                .findFirst();
    }
}
