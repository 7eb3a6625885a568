package io.sluice.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.JsonAs;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.ZeroDates;
import io.sluice.core.type.Transformation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesDocumentTest {

    private static final MappingRules RULES = new MappingRules(
            Map.of("shop", "public", "a.b", "c"),
            new Policies(Map.of(Policy.JSON, JsonAs.JSON, Policy.ZERO_DATES, ZeroDates.NULL)),
            List.of(
                    new Rule.Transform(new TableId("a.b", "t.u"), "v.w", Transformation.UNSIGNED_TO_BIGINT),
                    new Rule.Transform(new TableId("shop", "x"), "y", Transformation.MICROSECONDS_TO_INTERVAL),
                    new Rule.Settle(
                            new TableId("shop", "x"), Optional.empty(), Policies.of(Policy.ZERO_DATES, ZeroDates.FAIL)),
                    new Rule.Settle(new TableId("shop", "x"), Optional.of("z"), Policies.of(Policy.JSON, JsonAs.JSONB)),
                    new Rule.GivenName(new TableId("shop", "X"), Optional.empty(), "x_1"),
                    new Rule.GivenName(new TableId("shop", "x"), Optional.of("z"), "x_z_1"),
                    new Rule.LeaveOut(new TableId("shop", "hole"))));

    @Test
    void rulesComeBackAsTheyWere() {
        assertThat(RulesDocument.decode(RulesDocument.encode(RULES))).isEqualTo(RULES);
        assertThat(RulesDocument.decode(RulesDocument.encode(MappingRules.none())))
                .isEqualTo(MappingRules.none());
    }

    @Test
    void theDocumentCanBeRead() {
        assertThat(RulesDocument.encode(RULES)).asString(StandardCharsets.UTF_8).isEqualTo("""
                {"schemas":{"a.b":"c","shop":"public"},\
                "policies":{"zero-dates":"null","json":"json"},"rules":[\
                {"database":"a.b","table":"t.u","column":"v.w","transform":"unsigned-to-bigint"},\
                {"database":"shop","table":"x","column":"y","transform":"microseconds-to-interval"},\
                {"database":"shop","table":"x","policies":{"zero-dates":"fail"}},\
                {"database":"shop","table":"x","column":"z","policies":{"json":"jsonb"}},\
                {"database":"shop","table":"X","name":"x_1"},\
                {"database":"shop","table":"x","column":"z","name":"x_z_1"},\
                {"database":"shop","table":"hole","left-out":true}]}""");
    }

    @Test
    void rulesOfAnEarlierVersionHaveNoPolicies() {
        byte[] earlier = "{\"schemas\":{},\"rules\":[]}".getBytes(StandardCharsets.UTF_8);

        assertThat(RulesDocument.decode(earlier)).isEqualTo(MappingRules.none());
    }

    @Test
    void aRuleOfALaterVersionIsRefused() {
        byte[] later = new String(RulesDocument.encode(RULES), StandardCharsets.UTF_8)
                .replace("unsigned-to-bigint", "unsigned-to-text")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> RulesDocument.decode(later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown transformation 'unsigned-to-text'");
    }

    @Test
    void whatIsNotRulesIsRefused() {
        assertThatThrownBy(() -> RulesDocument.decode(new byte[] {'{'})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RulesDocument.decode(new byte[] {'{', '}'}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
