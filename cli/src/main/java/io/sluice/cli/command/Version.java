package io.sluice.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version that Maven has written into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"sluice " + (version == null ? "(not packaged)" : version)};
    }
}
