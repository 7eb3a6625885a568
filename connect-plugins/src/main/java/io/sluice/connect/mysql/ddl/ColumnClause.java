package io.sluice.connect.mysql.ddl;

import io.sluice.core.ddl.ColumnStructure.Default;
import java.util.Optional;

/**
 * What a statement says of one column, beside its type, which Debezium's parser knows.
 *
 * @param formerName its name before the statement; empty if the statement adds it
 * @param defaultValue what an INSERT puts there that does not name it; empty if that stays as it is
 * @param definition the rest of its definition; empty if that stays as it is
 */
public record ColumnClause(
        String name, Optional<String> formerName, Optional<Default> defaultValue, Optional<Definition> definition) {

    /**
     * What a definition says.
     *
     * @param onUpdate what ON UPDATE puts there when a row changes
     */
    public record Definition(boolean generated, boolean autoIncrement, Optional<String> onUpdate, String comment) {}
}
