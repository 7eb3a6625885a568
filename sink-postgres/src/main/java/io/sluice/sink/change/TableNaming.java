package io.sluice.sink.change;

import io.sluice.core.name.TableId;
import io.sluice.core.wire.SchemaProperties;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Names the target table of a record: as its schemas say, or else, for topics that are not Sluice's, by a format.
 *
 * @param format a table, or schema and table joined by a dot (without one, the schema is {@code public}); {@code
 *     ${topic}} stands for the topic's name, {@code ${table}} for its last part, after the last dot
 */
public record TableNaming(String format) {

    /** @throws IllegalArgumentException if the format cannot name a table */
    public TableNaming {
        name(format, "topic");
    }

    /** @throws DataException if the name cannot be a table's */
    TableId of(String topic, Schema valueSchema, Schema keySchema) {
        TableId named = named(valueSchema);
        if (named == null) {
            named = named(keySchema);
        }
        try {
            return named == null ? name(format, topic) : named;
        } catch (IllegalArgumentException e) {
            throw new DataException("no table can be named for the topic " + topic + ": " + e.getMessage(), e);
        }
    }

    private static TableId named(Schema schema) {
        if (schema == null || schema.parameters() == null) {
            return null;
        }
        String table = schema.parameters().get(SchemaProperties.TABLE);
        String tableSchema = schema.parameters().get(SchemaProperties.SCHEMA);
        return table == null ? null : new TableId(tableSchema == null ? "public" : tableSchema, table);
    }

    private static TableId name(String format, String topic) {
        int dot = format.indexOf('.');
        return new TableId(
                dot < 0 ? "public" : filled(format.substring(0, dot), topic), filled(format.substring(dot + 1), topic));
    }

    private static String filled(String format, String topic) {
        return format.replace("${topic}", topic).replace("${table}", topic.substring(topic.lastIndexOf('.') + 1));
    }
}
