package io.sluice.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoliciesTest {

    @ParameterizedTest
    @EnumSource(Policy.class)
    void everyChoiceIsFoundByItsId(Policy policy) {
        assertThat(Policy.of(policy.id())).isEqualTo(policy);
        assertThat(policy.choices()).hasSizeGreaterThan(1).contains(policy.preset());
        for (Choice choice : policy.choices()) {
            assertThat(policy.choice(choice.id())).isSameAs(choice);
            assertThat(Policies.of(policy, choice).get(policy)).isSameAs(choice);
        }
        assertThat(Policies.none().get(policy)).isSameAs(policy.preset());
    }

    @Test
    void aChoiceNobodyKnowsIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Policy.ZERO_DATES.choice("drop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'drop' is no choice for zero-dates; choose dead-letter, null, replace, fail");
        assertThatThrownBy(() -> Policy.of("zero-date"))
                .hasMessageStartingWith("unknown policy 'zero-date'; known are");
        assertThatThrownBy(() -> Policies.of(Policy.JSON, ZeroDates.NULL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCloserPoliciesCount() {
        Policies wide = new Policies(Map.of(Policy.ZERO_DATES, ZeroDates.NULL, Policy.JSON, JsonAs.JSON));
        Policies merged = wide.overriddenBy(Policies.of(Policy.ZERO_DATES, ZeroDates.DEAD_LETTER));

        assertThat(merged.zeroDates()).isEqualTo(ZeroDates.DEAD_LETTER);
        assertThat(merged.jsonAs()).isEqualTo(JsonAs.JSON);
        assertThat(merged.setAs()).isEqualTo(SetAs.TEXT_ARRAY);
    }
}
