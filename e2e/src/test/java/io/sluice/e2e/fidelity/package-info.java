/**
 * What becomes of each awkward type, value, default, name and key: the cases are data, in one YAML file per section, and
 * one pipeline carries them all.
 */
package io.sluice.e2e.fidelity;
