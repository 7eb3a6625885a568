package io.sluice.core.access;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings in which secrets are referred to, {@code ${secret:env:NAME}} or {@code ${secret:file:/path}}, the way that
 * Connect's configurations do, so that one file of settings serves both sides.
 */
public final class SecretReferences {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:(env|file):([^}]+)}");

    private SecretReferences() {}

    /**
     * The settings with the secrets in place of the references.
     *
     * @throws AccessException if a secret is not there
     */
    public static Map<String, String> resolve(Map<String, String> settings) {
        Map<String, String> resolved = new LinkedHashMap<>();
        settings.forEach((name, value) -> resolved.put(name, resolve(value)));
        return resolved;
    }

    private static String resolve(String value) {
        return REFERENCE
                .matcher(value)
                .replaceAll(found -> Matcher.quoteReplacement(
                        secret(found.group(1), found.group(2)).read()));
    }

    private static Secret secret(String place, String name) {
        return place.equals("env") ? new Secret.Environment(name) : new Secret.InFile(Path.of(name));
    }
}
