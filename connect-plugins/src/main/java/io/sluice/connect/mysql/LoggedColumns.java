package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.sluice.core.type.MySqlType;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The columns of rows in the binary log, as the log itself describes them. */
record LoggedColumns(List<ColumnType> types, List<String> names) {

    private static final int ENUM_CODE = ColumnType.ENUM.getCode();
    private static final int SET_CODE = ColumnType.SET.getCode();

    LoggedColumns {
        types = List.copyOf(types);
        names = List.copyOf(names);
    }

    /** The names are there only under {@code binlog_row_metadata=FULL}. */
    static LoggedColumns of(TableMapEventData map) {
        ColumnType[] types = new ColumnType[map.getColumnTypes().length];
        for (int i = 0; i < types.length; i++) {
            types[i] = type(map.getColumnTypes()[i] & 0xff, map.getColumnMetadata()[i]);
        }
        List<String> names =
                map.getEventMetadata() == null ? null : map.getEventMetadata().getColumnNames();
        return new LoggedColumns(List.of(types), names == null ? List.of() : names);
    }

    /** ENUM and SET are logged as CHAR, with what they are in the upper byte of what describes the length. */
    private static ColumnType type(int code, int metadata) {
        if (code == ColumnType.STRING.getCode() && (metadata >> 8 == ENUM_CODE || metadata >> 8 == SET_CODE)) {
            return ColumnType.byCode(metadata >> 8);
        }
        return ColumnType.byCode(code);
    }

    /** @param table or null, if there is none */
    boolean fits(Table table) {
        if (table == null) {
            return false;
        }
        List<Column> columns = table.columns();
        if (columns.size() != types.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            boolean named = names.isEmpty()
                    || names.get(i).equalsIgnoreCase(columns.get(i).name());
            if (!named || !logged(columns.get(i)).contains(types.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** How a column of this type may be logged. MySQL makes a DOUBLE of FLOAT(25), and a TEXT of a long VARCHAR. */
    private static Set<ColumnType> logged(Column column) {
        MySqlType type = MySqlType.ofDebezium(column.typeName(), OptionalInt.empty(), OptionalInt.empty(), List.of());
        return switch (type.kind()) {
            case TINYINT -> Set.of(ColumnType.TINY);
            case SMALLINT -> Set.of(ColumnType.SHORT);
            case MEDIUMINT -> Set.of(ColumnType.INT24);
            case INT -> Set.of(ColumnType.LONG);
            case BIGINT -> Set.of(ColumnType.LONGLONG);
            case DECIMAL -> Set.of(ColumnType.NEWDECIMAL);
            case FLOAT, DOUBLE -> Set.of(ColumnType.FLOAT, ColumnType.DOUBLE);
            case BIT -> Set.of(ColumnType.BIT);
            case CHAR, BINARY -> Set.of(ColumnType.STRING);
            case VARCHAR, VARBINARY -> Set.of(ColumnType.VARCHAR, ColumnType.VAR_STRING, ColumnType.BLOB);
            case TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> Set.of(ColumnType.BLOB);
            case ENUM -> Set.of(ColumnType.ENUM);
            case SET -> Set.of(ColumnType.SET);
            case JSON -> Set.of(ColumnType.JSON, ColumnType.BLOB);
            case DATE -> Set.of(ColumnType.DATE, ColumnType.NEWDATE);
            case TIME -> Set.of(ColumnType.TIME, ColumnType.TIME_V2);
            case DATETIME -> Set.of(ColumnType.DATETIME, ColumnType.DATETIME_V2);
            case TIMESTAMP -> Set.of(ColumnType.TIMESTAMP, ColumnType.TIMESTAMP_V2);
            case YEAR -> Set.of(ColumnType.YEAR);
            case GEOMETRY -> Set.of(ColumnType.GEOMETRY);
            case VECTOR -> Set.of(ColumnType.VECTOR);
            case OTHER -> Set.of(ColumnType.values());
        };
    }
}
