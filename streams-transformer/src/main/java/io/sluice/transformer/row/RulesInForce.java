package io.sluice.transformer.row;

import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Policies;
import io.sluice.core.wire.RulesDocument;
import io.sluice.schema.change.ChangePlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The rules by which a task maps rows: those that are published, and those that follow from tables which were made or changed
 * since. Belongs to one task and is not thread-safe.
 */
final class RulesInForce {

    private final MappingRules published;
    private final KeyValueStore<String, byte[]> ofTables;
    private MappingRules rules;

    /** @param ofTables documents of rules by the names of tables; kept with the offsets, in one transaction */
    RulesInForce(MappingRules published, KeyValueStore<String, byte[]> ofTables) {
        this.published = published;
        this.ofTables = ofTables;
        this.rules = merged();
    }

    MappingRules rules() {
        return rules;
    }

    /** Takes what follows from a statement; returns whether that has changed the rules. */
    boolean follow(SchemaStatement statement) {
        List<Rule> derived = ChangePlanner.rules(statement, published);
        String table = name(statement.table());
        if (derived.isEmpty()) {
            if (ofTables.delete(table) == null) {
                return false;
            }
        } else {
            ofTables.put(table, RulesDocument.encode(new MappingRules(Map.of(), Policies.none(), derived)));
        }
        MappingRules before = rules;
        rules = merged();
        return !before.equals(rules);
    }

    private MappingRules merged() {
        List<Rule> derived = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = ofTables.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> table = all.next();
                derived.addAll(RulesDocument.decode(table.value).rules());
            }
        }
        return published.withDefaults(derived);
    }

    private static String name(TableId table) {
        return table.schema() + '\0' + table.table();
    }
}
