package io.sluice.connect.mysql;

import io.debezium.connector.mysql.jdbc.MySqlDefaultValueConverter;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableEditor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out the defaults that Debezium cannot read, such as texts for numbers. Rows are logged with all their values: a
 * default that is unknown is no reason to stop, as a value that cannot be read is.
 */
record ReadableDefaults(MySqlDefaultValueConverter reader) {

    private static final Logger LOG = LoggerFactory.getLogger(ReadableDefaults.class);

    Table of(Table table) {
        TableEditor editor = table.edit();
        for (Column column : table.columns()) {
            if (!isReadable(table, column)) {
                editor.updateColumn(column.edit().unsetDefaultValueExpression().create());
            }
        }
        return editor.create();
    }

    private boolean isReadable(Table table, Column column) {
        try {
            column.defaultValueExpression().ifPresent(text -> reader.parseDefaultValue(column, text));
            return true;
        } catch (RuntimeException e) {
            LOG.info(
                    "The default of {}.{} is not understood and left out: {}", table.id(), column.name(), e.toString());
            return false;
        }
    }
}
