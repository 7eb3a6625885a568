package io.sluice.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.name.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableSelectionTest {

    private static final TableSelection ALL = new TableSelection(List.of("shop"), List.of(), List.of());

    @ParameterizedTest
    @ValueSource(strings = {"_orders_gho", "_orders_ghc", "_orders_del", "_orders_new", "_orders_old", "__orders_new"})
    void leavesOutTheTablesOfOnlineTools(String table) {
        assertThat(ALL.contains(new TableId("shop", table))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders_new", "_orders", "_old", "_orders_newer"})
    void takesAllOthers(String table) {
        assertThat(ALL.contains(new TableId("shop", table))).isTrue();
    }

    @Test
    void anExcludedTableIsOutWhereOthersAreIncluded() {
        TableSelection some = new TableSelection(List.of("shop"), List.of("shop.o*"), List.of("shop.old*"));
        assertThat(some.contains(new TableId("shop", "orders"))).isTrue();
        assertThat(some.contains(new TableId("shop", "old_orders"))).isFalse();
        assertThat(some.contains(new TableId("shop", "items"))).isFalse();
    }
}
