package io.sluice.connect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.config.Configuration;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.document.Document;
import org.junit.jupiter.api.Test;

/** A restart at a statement has its table as it was before, since MySQL sends the statement again. */
class StrictHistoryOrderTest {

    private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562:";

    private final StrictHistoryOrder order = new StrictHistoryOrder(new MySqlConnectorConfig(
            Configuration.create().with("topic.prefix", "p").build()));

    private static Document at(String gtids, int events) {
        return Document.create("file", "binlog.000001", "pos", 100 * events, "gtids", UUID + gtids, "event", events);
    }

    private boolean isBehind(Document recorded, Document beginning) {
        return !order.isPositionAtOrBefore(recorded, beginning);
    }

    @Test
    void aStatementAtTheBeginningIsSentAgain() {
        assertThat(isBehind(at("1-5", 0), at("1-5", 0))).isTrue();
        assertThat(isBehind(at("1-6", 0), at("1-5", 0))).isTrue();
    }

    @Test
    void aStatementBeforeTheBeginningIsNot() {
        assertThat(isBehind(at("1-5", 0), at("1-6", 0))).isFalse();
    }

    /** CREATE TABLE ... SELECT is in one transaction with its rows. */
    @Test
    void aStatementBeforeRowsOfItsTransactionIsNot() {
        assertThat(isBehind(at("1-5", 1), at("1-5", 4))).isFalse();
    }

    @Test
    void theFirstStructuresAreThere() {
        Document snapshot = at("1-5", 0);
        snapshot.setBoolean("snapshot", true);
        assertThat(isBehind(snapshot, at("1-5", 0))).isFalse();
    }

    @Test
    void withoutGtidsAPositionIsThatBehindTheStatement() {
        Document place = Document.create("file", "binlog.000001", "pos", 400);
        assertThat(isBehind(place, place)).isFalse();
    }
}
