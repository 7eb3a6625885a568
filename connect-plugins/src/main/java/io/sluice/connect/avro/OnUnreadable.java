package io.sluice.connect.avro;

import io.sluice.core.wire.UnreadablePart;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;

/** What a converter does about bytes that it cannot read. */
enum OnUnreadable {
    /** Throws: the worker's error handling decides, and the connector does not learn of the record. */
    FAIL,

    /** Hands on an {@link UnreadablePart} in their place, which Sluice's sink makes a dead letter and counts. */
    HAND_ON;

    static final String SETTING = "on.unreadable";

    private static final Schema MARKER =
            SchemaBuilder.string().name(UnreadablePart.SCHEMA).build();

    static ConfigDef define(ConfigDef definition) {
        return definition.define(
                SETTING,
                ConfigDef.Type.STRING,
                "fail",
                ConfigDef.ValidString.in("fail", "hand-on"),
                ConfigDef.Importance.LOW,
                "What to do about bytes that cannot be read: fail leaves the record to the worker's errors.tolerance;"
                        + " hand-on, for Sluice's sink alone, hands on the reason in their place, so that the sink counts"
                        + " the record as a dead letter.");
    }

    static OnUnreadable of(AbstractConfig config) {
        return valueOf(config.getString(SETTING).replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** @throws DataException the reason itself, if this is {@link #FAIL} */
    SchemaAndValue handle(DataException reason) {
        return switch (this) {
            case FAIL -> throw reason;
            case HAND_ON -> new SchemaAndValue(MARKER, reason.getMessage());
        };
    }
}
