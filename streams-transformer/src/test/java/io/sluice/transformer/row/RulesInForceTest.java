package io.sluice.transformer.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.ddl.ColumnStructure;
import io.sluice.core.ddl.ColumnStructure.Default;
import io.sluice.core.ddl.ColumnStructure.Origin;
import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.ddl.SchemaStatement.Action;
import io.sluice.core.ddl.SchemaStatement.Evidence;
import io.sluice.core.ddl.SchemaStatement.Keys;
import io.sluice.core.ddl.SchemaStatement.Rows;
import io.sluice.core.ddl.TableStructure;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.type.Transformation;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RulesInForceTest {

    private static final TableId TABLE = new TableId("shop", "item");

    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("rules"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    RulesInForceTest() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aTableThatIsMadeInMidStreamIsMappedByWhatFollowsFromIt() {
        RulesInForce rules = new RulesInForce(MappingRules.none(), store);
        assertThat(rules.follow(made(Origin.WRITTEN))).isFalse();
        assertThat(rules.follow(made(Origin.AUTO_INCREMENT))).isTrue();
        assertThat(rules.follow(made(Origin.AUTO_INCREMENT))).isFalse();
        assertThat(rules.rules().transformation(TABLE, "id")).contains(Transformation.UNSIGNED_TO_BIGINT);

        RulesInForce restarted = new RulesInForce(MappingRules.none(), store);
        assertThat(restarted.rules()).isEqualTo(rules.rules());
        assertThat(restarted.follow(made(Origin.WRITTEN))).isTrue();
        assertThat(restarted.rules()).isEqualTo(MappingRules.none());
    }

    private static SchemaStatement made(Origin origin) {
        ColumnStructure id = new ColumnStructure(
                "id",
                Optional.empty(),
                "BIGINT UNSIGNED",
                false,
                Default.NONE,
                origin,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new SchemaStatement(
                "CREATE TABLE item",
                Action.CREATE,
                TABLE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new TableStructure(List.of(id), List.of("id"), Optional.empty())),
                Evidence.STATEMENT,
                Rows.KEPT,
                List.of(),
                Keys.CHANGED);
    }
}
