package io.sluice.core.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.type.Transformation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Mapping rules as the one record of the topic {@link Topics#rules}: the user's and those that follow from the source's
 * catalogue. JSON, so that one can read it there. Equal rules have equal bytes.
 */
public final class RulesDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RulesDocument() {}

    /** The record's key, without which compaction would not know that a document replaces the one before. */
    public static byte[] key() {
        return "rules".getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] encode(MappingRules rules) {
        ObjectNode document = JSON.createObjectNode();
        document.set("schemas", JSON.valueToTree(new TreeMap<>(rules.schemas())));
        document.set("policies", encode(rules.policies()));
        document.putArray("rules")
                .addAll(rules.rules().stream().map(RulesDocument::encode).toList());
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules have no JSON form", e);
        }
    }

    private static JsonNode encode(Rule rule) {
        ObjectNode node = JSON.createObjectNode()
                .put("database", rule.table().schema())
                .put("table", rule.table().table());
        if (rule instanceof Rule.Transform transform) {
            node.put("column", transform.column());
            node.put("transform", transform.transformation().id());
        } else if (rule instanceof Rule.Settle settle) {
            settle.column().ifPresent(column -> node.put("column", column));
            node.set("policies", encode(settle.policies()));
        } else if (rule instanceof Rule.GivenName given) {
            given.column().ifPresent(column -> node.put("column", column));
            node.put("name", given.name());
        } else if (rule instanceof Rule.LeaveOut) {
            node.put("left-out", true);
        }
        return node;
    }

    private static JsonNode encode(Policies policies) {
        ObjectNode node = JSON.createObjectNode();
        policies.chosen().forEach((policy, choice) -> node.put(policy.id(), choice.id()));
        return node;
    }

    /** @throws IllegalArgumentException if these are not rules, or rules of a later version */
    public static MappingRules decode(byte[] bytes) {
        try {
            JsonNode document = JSON.readTree(bytes);
            Map<String, String> schemas = new LinkedHashMap<>();
            document.required("schemas")
                    .properties()
                    .forEach(schema ->
                            schemas.put(schema.getKey(), schema.getValue().asText()));
            List<Rule> rules = new ArrayList<>();
            document.required("rules").forEach(rule -> rules.add(decode(rule)));
            return new MappingRules(schemas, policies(document.path("policies")), rules);
        } catch (IOException e) {
            throw new IllegalArgumentException("the published rules are not JSON; start 'sluice run' again", e);
        }
    }

    private static Rule decode(JsonNode rule) {
        TableId table = new TableId(text(rule, "database"), text(rule, "table"));
        Optional<String> column = rule.has("column") ? Optional.of(text(rule, "column")) : Optional.empty();
        if (rule.has("name")) {
            return new Rule.GivenName(table, column, text(rule, "name"));
        }
        if (rule.has("left-out")) {
            return new Rule.LeaveOut(table);
        }
        if (rule.has("policies")) {
            return new Rule.Settle(table, column, policies(rule.path("policies")));
        }
        return new Rule.Transform(table, text(rule, "column"), Transformation.of(text(rule, "transform")));
    }

    /** None where there are none: rules of an earlier version had no policies. */
    private static Policies policies(JsonNode node) {
        Map<Policy, Choice> chosen = new EnumMap<>(Policy.class);
        node.properties().forEach(entry -> {
            Policy policy = Policy.of(entry.getKey());
            chosen.put(policy, policy.choice(entry.getValue().asText()));
        });
        return new Policies(chosen);
    }

    private static String text(JsonNode rule, String field) {
        return rule.required(field).asText();
    }
}
