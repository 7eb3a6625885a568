package io.sluice.core.access;

/** Who we are to a server that asks for name and password. */
public record Login(String user, Secret password) {}
