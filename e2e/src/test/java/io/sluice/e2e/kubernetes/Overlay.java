package io.sluice.e2e.kubernetes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that {@code k8s} can be made into; each is rendered once. */
enum Overlay {
    DEV("dev", ""),
    PRODUCTION("production", ""),
    STREAMING("production", "streaming"),
    AUTOSCALED("production", "autoscaling"),
    RESTORED("production", "restore"),
    LOADED("production", "load");

    private static final Map<Overlay, Manifests> RENDERED = new ConcurrentHashMap<>();

    private final String directory;
    private final String component;

    /** @param component that a user may add, or empty */
    Overlay(String directory, String component) {
        this.directory = directory;
        this.component = component;
    }

    Manifests manifests() {
        return RENDERED.computeIfAbsent(
                this,
                overlay -> component.isEmpty() ? Kustomize.render(directory) : Kustomize.render(directory, component));
    }
}
