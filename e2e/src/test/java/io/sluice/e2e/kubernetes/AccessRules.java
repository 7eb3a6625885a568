package io.sluice.e2e.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a KafkaUser may do, judged as the brokers' authorizer does. */
record AccessRules(List<Rule> rules) {

    record Rule(String type, String name, boolean prefix, Set<String> operations) {

        boolean covers(String wantedType, String wantedName) {
            return type.equals(wantedType)
                    && (type.equals("cluster") || (prefix ? wantedName.startsWith(name) : wantedName.equals(name)));
        }
    }

    static AccessRules of(JsonNode user) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode acl : user.at("/spec/authorization/acls")) {
            JsonNode resource = acl.path("resource");
            Set<String> operations = new TreeSet<>();
            acl.path("operations").forEach(operation -> operations.add(operation.asText()));
            rules.add(new Rule(
                    resource.path("type").asText(),
                    resource.path("name").asText(),
                    resource.path("patternType").asText("literal").equals("prefix"),
                    operations));
        }
        return new AccessRules(rules);
    }

    /** The operations on one resource, with those that they imply. */
    Set<String> operations(String type, String name) {
        Set<String> operations = new TreeSet<>();
        rules.stream().filter(rule -> rule.covers(type, name)).forEach(rule -> operations.addAll(rule.operations()));
        if (operations.stream().anyMatch(Set.of("Read", "Write", "Delete", "Alter")::contains)) {
            operations.add("Describe");
        }
        return operations;
    }
}
