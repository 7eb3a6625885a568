package io.sluice.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version that Maven has written into the jar. */
final class PackagedVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = PackagedVersion.class.getPackage().getImplementationVersion();
        return new String[] {"sluice " + (version == null ? "(not packaged)" : version)};
    }
}
