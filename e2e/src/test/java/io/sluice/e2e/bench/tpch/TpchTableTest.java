package io.sluice.e2e.bench.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TpchTableTest {

    private static final TpchScale SCALE = new TpchScale(0.01);

    @ParameterizedTest
    @EnumSource
    void aLineHasAValueForEachColumnAndNoKeyTwice(TpchTable table) {
        int columns = table.ddl().split(" NOT NULL", -1).length - 1;
        List<Integer> key = key(table);
        Set<List<String>> keys = new HashSet<>();
        for (List<String> row : rows(table)) {
            assertThat(row).hasSize(columns).doesNotContain("", "null");
            assertThat(keys.add(key.stream().map(row::get).toList())).isTrue();
        }
    }

    @Test
    void anItemIsOfAPartAndASupplierThatBelongTogether() {
        Set<List<String>> offers =
                rows(TpchTable.PARTSUPP).stream().map(row -> row.subList(0, 2)).collect(Collectors.toSet());
        assertThat(rows(TpchTable.LINEITEM))
                .extracting(row -> row.subList(1, 3))
                .allMatch(offers::contains);
    }

    @Test
    void anItemIsOfAnOrderAndAnOrderHasItems() {
        assertThat(column(TpchTable.LINEITEM, 0)).isEqualTo(column(TpchTable.ORDERS, 0));
    }

    @Test
    void theRowsAreTheSameAtEachCall() {
        assertThat(rows(TpchTable.LINEITEM)).isEqualTo(rows(TpchTable.LINEITEM));
    }

    private static List<Integer> key(TpchTable table) {
        return switch (table) {
            case PARTSUPP -> List.of(0, 1);
            case LINEITEM -> List.of(0, 3);
            case REGION, NATION, SUPPLIER, PART, CUSTOMER, ORDERS -> List.of(0);
        };
    }

    private static Set<String> column(TpchTable table, int index) {
        return rows(table).stream().map(row -> row.get(index)).collect(Collectors.toSet());
    }

    private static List<List<String>> rows(TpchTable table) {
        StringBuilder text = new StringBuilder();
        for (long unit = 1; unit <= table.units(SCALE); unit++) {
            table.write(SCALE, unit, text);
        }
        return text.toString()
                .lines()
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }
}
