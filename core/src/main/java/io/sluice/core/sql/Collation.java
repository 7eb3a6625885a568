package io.sluice.core.sql;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;

/** How texts are compared and sorted. */
public sealed interface Collation {

    /** Its name as SQL. */
    String sql();

    /** By bytes, as MySQL's {@code _bin} collations do. */
    record Binary() implements Collation {
        @Override
        public String sql() {
            return "\"C\"";
        }
    }

    /**
     * One of ICU's that holds different texts for equal, such as {@code a} and {@code A}; it has to be created.
     *
     * @param locale such as {@code und-u-ks-level1}
     */
    record NonDeterministic(TableId id, String locale) implements Collation {
        @Override
        public String sql() {
            return Identifiers.quote(id);
        }
    }
}
