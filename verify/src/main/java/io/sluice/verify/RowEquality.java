package io.sluice.verify;

import io.sluice.core.model.TargetColumn;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** Whether a row of MySQL and a row of PostgreSQL are equal, by the same notion as {@link RowHash}. */
final class RowEquality {

    private final boolean[] json;

    RowEquality(List<TargetColumn> columns) {
        this.json = new boolean[columns.size()];
        for (int i = 0; i < json.length; i++) {
            json[i] = RowHash.isJson(columns.get(i).type());
        }
    }

    boolean same(Object[] source, Object[] target) {
        for (int i = 0; i < json.length; i++) {
            if (!same(i, source[i], target[i])) {
                return false;
            }
        }
        return true;
    }

    boolean same(int column, Object source, Object target) {
        return Objects.equals(source, target) || sameInOtherForm(column, source, target);
    }

    private boolean sameInOtherForm(int column, Object source, Object target) {
        if (source == null || target == null) {
            return false;
        }
        if (source instanceof BigDecimal left && target instanceof BigDecimal right) {
            return left.compareTo(right) == 0;
        }
        if (source instanceof Double left && target instanceof Double right) {
            return left == 0 && right == 0;
        }
        if (source instanceof Float left && target instanceof Float right) {
            return left == 0 && right == 0;
        }
        return json[column]
                && source instanceof String left
                && target instanceof String right
                && JsonText.canonical(left).equals(JsonText.canonical(right));
    }
}
