package io.sluice.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.ZeroDates;
import io.sluice.core.type.ImpossibleDate;
import io.sluice.core.wire.PolicyUse;
import io.sluice.transformer.deadletter.OnError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What policies do to values is counted by column, with where it happened first and last. */
class PolicyUsesTest {

    private static final Duration UNTIL_PUBLISHED = Duration.ofSeconds(1);
    private static final int ZERO = (int) new ImpossibleDate(0, 0, 0).epochDay();

    @TempDir
    Path state;

    @Test
    void aValueThatBecomesNullIsCounted() {
        try (TransformerHarness transformer = harness(ZeroDates.NULL)) {
            RawTable orders = orders(transformer);
            transformer.pipe(
                    orders,
                    orders.insert(1L, ZERO).position(4),
                    orders.insert(2L, 7).position(8),
                    orders.update(new Object[] {2L, 7}, 2L, ZERO).position(12));
            transformer.pass(UNTIL_PUBLISHED);

            assertThat(uses(transformer)).singleElement().satisfies(use -> {
                assertThat(use.subject().column()).isEqualTo("paid");
                assertThat(use.subject().choice()).isEqualTo(ZeroDates.NULL);
                assertThat(use.count()).isEqualTo(2);
                assertThat(use.first()).isEqualTo(position(4));
                assertThat(use.last()).isEqualTo(position(12));
            });
            assertThat(transformer.metric("policy-values-total", "P", "shop.orders", "paid"))
                    .isEqualTo(2);
        }
    }

    @Test
    void aDeadLetterByPolicyIsCountedAsThat() {
        try (TransformerHarness transformer = harness(ZeroDates.DEAD_LETTER)) {
            RawTable orders = orders(transformer);
            transformer.pipe(orders, orders.insert(1L, ZERO));
            transformer.pass(UNTIL_PUBLISHED);

            assertThat(uses(transformer)).singleElement().satisfies(use -> {
                assertThat(use.subject().choice()).isEqualTo(ZeroDates.DEAD_LETTER);
                assertThat(use.count()).isEqualTo(1);
            });
            assertThat(transformer.metric("dead-letters-total", "P")).isEqualTo(1);
        }
    }

    @Test
    void failStopsAtTheRecordThoughOthersBecomeDeadLetters() {
        try (TransformerHarness transformer = harness(ZeroDates.FAIL)) {
            RawTable orders = orders(transformer);

            assertThatThrownBy(() -> transformer.pipe(orders, orders.insert(1L, ZERO)))
                    .hasStackTraceContaining("stopped at the record")
                    .hasStackTraceContaining("0000-00-00");
        }
    }

    private TransformerHarness harness(ZeroDates choice) {
        MappingRules rules = new MappingRules(Map.of(), Policies.of(Policy.ZERO_DATES, choice), List.of());
        return new TransformerHarness(state, rules, OnError.DEAD_LETTER);
    }

    private static RawTable orders(TransformerHarness transformer) {
        return transformer
                .table("shop", "orders")
                .key("id", "\"long\"", "BIGINT")
                .column("paid", "\"int\"", "DATE");
    }

    private static List<PolicyUse> uses(TransformerHarness transformer) {
        return transformer.raw("P.policies").stream()
                .map(entry -> PolicyUse.decode(entry.key(), entry.value()))
                .toList();
    }

    private static SourcePosition position(long bytes) {
        return SourcePosition.parse("binlog.000007:" + bytes + ":0");
    }
}
