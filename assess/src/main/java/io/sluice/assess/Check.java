package io.sluice.assess;

/**
 * One thing that was looked at on one of the servers.
 *
 * @param subject what, such as {@code MySQL: gtid_mode}
 * @param found how it is
 * @param action what it leads to and what to do about it; empty if it is as it should be
 */
public record Check(String subject, Severity severity, String found, String action) {

    static Check ok(String subject, String found) {
        return new Check(subject, Severity.OK, found, "");
    }

    static Check notice(String subject, String found, String action) {
        return new Check(subject, Severity.NOTICE, found, action);
    }

    static Check warning(String subject, String found, String action) {
        return new Check(subject, Severity.WARNING, found, action);
    }

    static Check blocker(String subject, String found, String action) {
        return new Check(subject, Severity.BLOCKER, found, action);
    }
}
