package io.sluice.connect.mysql;

import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.history.MySqlHistoryRecordComparator;
import io.debezium.document.Document;

/**
 * Which statements of the history are behind a restart. Debezium includes one at the very position where it begins, although
 * MySQL sends that statement again: it would be followed twice, and what there was before it would be forgotten.
 */
final class StrictHistoryOrder extends MySqlHistoryRecordComparator {

    private final MySqlConnectorConfig config;

    StrictHistoryOrder(MySqlConnectorConfig config) {
        super(config.getGtidSourceFilter(), config.getGtidSetFactory());
        this.config = config;
    }

    @Override
    public boolean isPositionAtOrBefore(Document recorded, Document beginning) {
        return super.isPositionAtOrBefore(recorded, beginning) && !isSentAgain(recorded, beginning);
    }

    /** Without GTIDs a position is that behind the statement. */
    private boolean isSentAgain(Document recorded, Document beginning) {
        String gtids = getGtidSet(recorded);
        return !isSnapshot(recorded)
                && gtids != null
                && config.getGtidSetFactory()
                        .createGtidSet(gtids)
                        .equals(config.getGtidSetFactory().createGtidSet(getGtidSet(beginning)))
                && getEventsToSkip(recorded) >= getEventsToSkip(beginning);
    }
}
