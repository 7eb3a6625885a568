package io.sluice.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.name.TableId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final Topics TOPICS = new Topics("p");

    @Test
    void aTopicIsNamedLikeItsTable() {
        assertThat(TOPICS.raw(new TableId("shop", "order_items"))).isEqualTo("p.mysql.shop.order_items");
        assertThat(TOPICS.output(new TableId("shop", "order_items"))).isEqualTo("p.postgres.shop.order_items");
        assertThat(TOPICS.raw(new TableId("my_shop", "order_items"))).isEqualTo("p.mysql.my-shop.order_items");
    }

    @Test
    void aNameThatHasOtherCharactersEndsWithAHash() {
        assertThat(TOPICS.raw(new TableId("shop", "ord 2024"))).matches("p\\.mysql\\.shop\\.ord_2024-[0-9a-f]{8}");
        assertThat(TOPICS.raw(new TableId("my-shop", "orders"))).matches("p\\.mysql\\.my-shop\\.orders-[0-9a-f]{8}");
    }

    /** Kafka names its metrics with '_' for '.', and refuses a topic whose metrics another one has. */
    @Test
    void noTwoTablesHaveTopicsThatKafkaTakesForEqual() {
        List<TableId> tables = List.of(
                new TableId("shop", "ord_2024"),
                new TableId("shop", "ord$2024"),
                new TableId("shop", "ord.2024"),
                new TableId("shop", "ord 2024"),
                new TableId("shop", "ord-2024"),
                new TableId("shop_ord", "2024"),
                new TableId("shop-ord", "2024"),
                new TableId("shop.ord", "2024"),
                new TableId("shop", "Ord_2024"),
                new TableId("shop", "客户"),
                new TableId("shop", "订单"));

        Stream<String> metrics = tables.stream().map(TOPICS::raw).map(topic -> topic.replace('.', '_'));
        assertThat(metrics).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-zA-Z0-9_-]{1,249}"));
    }
}
