package io.sluice.cli.command;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.TableId;

/** A table that the user names. */
final class TableArgument {

    private TableArgument() {}

    /** @throws SluiceException if the text does not name a table */
    static TableId parse(String name) {
        int dot = name.indexOf('.');
        if (dot < 1 || dot == name.length() - 1) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE, "'" + name + "' names no table; name it as MySQL does: DATABASE.TABLE");
        }
        return new TableId(name.substring(0, dot), name.substring(dot + 1));
    }
}
