package io.sluice.verify;

import io.sluice.core.model.SourceColumn;
import io.sluice.core.type.PgType;
import java.util.ArrayList;
import java.util.List;

/** The keys of rows in PostgreSQL as MySQL's driver takes them. */
public final class SourceKeys {

    private SourceKeys() {}

    /**
     * The key of a row, in the order of the key's columns.
     *
     * @param row values in the order of the target table's columns; only those of the key count
     */
    public static List<Object> of(TablePair pair, Object[] row) {
        List<Object> parameters = new ArrayList<>();
        for (int index : pair.target().keyIndexes()) {
            parameters.add(parameter(pair, index, row[index]));
        }
        return parameters;
    }

    static Object parameter(TablePair pair, int index, Object value) {
        SourceColumn source = pair.source().columns().get(index);
        PgType target = pair.target().columns().get(index).type();
        return KeyText.forSource(source.type(), target, value);
    }
}
