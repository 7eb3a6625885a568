package io.sluice.core.policy;

/** In which case names are written. */
public enum NameCase implements Choice {
    KEEP,
    LOWER
}
