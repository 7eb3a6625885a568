package io.sluice.connect.avro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.core.wire.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;

/**
 * Reads the keys of Sluice's output topics: JSON objects that hold no schema's id, so that one row has one key for ever.
 * The header {@link Headers#KEY_SCHEMA}, which tombstones have, names table and types; without it the key is a struct of
 * texts, as the record's value has the same columns with their types. Asks no registry. Thread-safe.
 *
 * <p>A key that cannot be read is a {@link DataException}, or handed on, as {@link OnUnreadable} says. Writing is refused: the
 * transformer writes these keys.
 */
public final class KeyConverter implements Converter {

    /** More than a pipeline's tables have shapes; beyond it the plans start anew. */
    private static final int PLANS_MAX = 10_000;

    private static final ConfigDef CONFIG = OnUnreadable.define(new ConfigDef());

    private final JsonFactory json = new JsonFactory();
    private final Map<ByteBuffer, KeyPlan> typed = new HashMap<>();
    private final Map<String, KeyPlan> latest = new HashMap<>();
    private volatile OnUnreadable onUnreadable = OnUnreadable.FAIL;

    @Override
    public ConfigDef config() {
        return CONFIG;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (!isKey) {
            throw new DataException("KeyConverter reads keys only; set it as key.converter.");
        }
        onUnreadable = OnUnreadable.of(new AbstractConfig(CONFIG, settings, false));
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new DataException("KeyConverter does not write; set another key.converter for a source.");
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] bytes) {
        return bytes == null ? SchemaAndValue.NULL : read(topic, bytes, null);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, org.apache.kafka.common.header.Headers headers, byte[] bytes) {
        return bytes == null ? SchemaAndValue.NULL : read(topic, bytes, headers.lastHeader(Headers.KEY_SCHEMA));
    }

    private synchronized SchemaAndValue read(String topic, byte[] bytes, Header schema) {
        try {
            return schema == null ? untyped(topic, bytes) : parsed(typed(schema.value()), bytes);
        } catch (IOException | IllegalArgumentException | ArithmeticException | AvroRuntimeException e) {
            return onUnreadable.handle(new DataException(
                    "A key of " + topic + " is not the JSON of an output topic (" + e.getMessage()
                            + "); a topic that an earlier version filled has to be begun from nothing.",
                    e));
        }
    }

    /** Nearly always the key has the columns of the one before it on its topic, so that it is parsed once. */
    private SchemaAndValue untyped(String topic, byte[] bytes) throws IOException {
        KeyPlan last = latest.get(topic);
        if (last != null) {
            try (JsonParser in = json.createParser(bytes)) {
                Optional<SchemaAndValue> key = last.readIfItHasTheColumns(in);
                if (key.isPresent()) {
                    return key.get();
                }
            }
        }
        bound(latest);
        KeyPlan plan = KeyPlan.untyped(columns(bytes));
        latest.put(topic, plan);
        return parsed(plan, bytes);
    }

    private SchemaAndValue parsed(KeyPlan plan, byte[] bytes) throws IOException {
        try (JsonParser in = json.createParser(bytes)) {
            return plan.read(in);
        }
    }

    private KeyPlan typed(byte[] schema) {
        bound(typed);
        return typed.computeIfAbsent(ByteBuffer.wrap(schema), KeyPlan::typed);
    }

    private static void bound(Map<?, KeyPlan> plans) {
        if (plans.size() >= PLANS_MAX) {
            plans.clear();
        }
    }

    private List<String> columns(byte[] bytes) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser in = json.createParser(bytes)) {
            KeyPlan.require(in, JsonToken.START_OBJECT);
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                names.add(in.currentName());
                in.nextToken();
                in.skipChildren();
            }
        }
        return names;
    }
}
