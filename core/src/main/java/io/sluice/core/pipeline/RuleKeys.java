package io.sluice.core.pipeline;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Policy.Reach;
import io.sluice.core.policy.Policy.Section;
import io.sluice.core.type.Transformation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the keys {@code policies}, {@code schema-changes} and {@code rules}. */
final class RuleKeys {

    private static final String TABLE_EXAMPLE = "table: shop.deliveries";
    private static final String COLUMN_EXAMPLE = "column: shop.deliveries.duration_us";

    private RuleKeys() {}

    static MappingRules rules(YamlSection top, Map<String, String> schemas) {
        Policies policies = policies(top, Reach.PIPELINE);
        List<Rule> rules = new ArrayList<>();
        top.sections("rules").forEach(section -> rules.addAll(rules(section)));
        return new MappingRules(schemas, policies, rules);
    }

    private static List<Rule> rules(YamlSection section) {
        List<Rule> rules = new ArrayList<>();
        Optional<String> table = section.text("table");
        if (table.isPresent()) {
            String[] names = names(section, "table", table.get(), 2, "DATABASE.TABLE", TABLE_EXAMPLE);
            Policies policies = policies(section, Reach.TABLE);
            rules.add(new Rule.Settle(new TableId(names[0], names[1]), Optional.empty(), policies));
            requireSomething(
                    section,
                    policies.chosen().isEmpty(),
                    "policies' or 'schema-changes",
                    "policies: {zero-dates: replace}");
        } else {
            String column = section.requiredText("column", COLUMN_EXAMPLE);
            String[] names = names(section, "column", column, 3, "DATABASE.TABLE.COLUMN", COLUMN_EXAMPLE);
            rules.addAll(ofColumn(section, new TableId(names[0], names[1]), names[2]));
        }
        section.rejectOthers();
        return rules;
    }

    private static List<Rule> ofColumn(YamlSection section, TableId table, String column) {
        List<Rule> rules = new ArrayList<>();
        section.text("transform")
                .ifPresent(id -> rules.add(new Rule.Transform(table, column, transformation(section, id))));
        Policies policies = policies(section, Reach.COLUMN);
        if (!policies.chosen().isEmpty()) {
            rules.add(new Rule.Settle(table, Optional.of(column), policies));
        }
        requireSomething(section, rules.isEmpty(), "transform' or 'policies", "transform: microseconds-to-interval");
        return rules;
    }

    private static void requireSomething(YamlSection section, boolean nothing, String key, String example) {
        if (nothing) {
            section.rejectOthers();
            throw section.missing(key, example);
        }
    }

    private static Policies policies(YamlSection parent, Reach place) {
        Map<Policy, Choice> chosen = new EnumMap<>(Policy.class);
        for (Section part : Section.values()) {
            parent.section(part.key()).ifPresent(section -> {
                for (Policy policy : Policy.values()) {
                    if (policy.section() == part) {
                        section.word(policy.id())
                                .ifPresent(id -> chosen.put(policy, choice(section, policy, id, place)));
                    }
                }
                if (part == Section.SCHEMA_CHANGES && place == Reach.PIPELINE) {
                    section.positiveNumber(PipelineFile.REWRITE_BYTES_MAX);
                }
                section.rejectOthers();
            });
        }
        return new Policies(chosen);
    }

    private static Choice choice(YamlSection section, Policy policy, String id, Reach place) {
        if (place.compareTo(policy.reach()) < 0) {
            String reach = policy.reach().name().toLowerCase(Locale.ROOT);
            throw section.wrong(
                    policy.id(), policy.id() + " cannot be chosen for less than a " + reach + "; choose it there");
        }
        try {
            return policy.choice(id);
        } catch (IllegalArgumentException e) {
            throw section.wrong(policy.id(), e.getMessage());
        }
    }

    private static String[] names(
            YamlSection section, String key, String text, int parts, String form, String example) {
        String[] names = text.split("\\.", -1);
        if (names.length != parts || Arrays.asList(names).contains("")) {
            throw section.wrong(key, "a " + key + " is named " + form + ", such as '" + example + "'");
        }
        return names;
    }

    private static Transformation transformation(YamlSection section, String id) {
        try {
            return Transformation.of(id);
        } catch (IllegalArgumentException e) {
            throw section.wrong("transform", e.getMessage());
        }
    }
}
